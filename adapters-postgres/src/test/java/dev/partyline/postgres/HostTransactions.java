package dev.partyline.postgres;

import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** A host whose transactions are Spring's. */
final class HostTransactions {
    /** How often a transaction is run that the store asks to run again. */
    private static final int ATTEMPTS = 60;

    private static final String A_BATCH = "commitAll";

    private final DataSourceTransactionManager manager;
    private final DataSource joined;

    HostTransactions(DataSource source) {
        this.manager = new DataSourceTransactionManager(source);
        this.joined = new TransactionAwareDataSourceProxy(source);
    }

    /** Gives the connection of the transaction that is open. */
    DataSource joined() {
        return joined;
    }

    /** What the host itself does, in the transaction that is open. */
    JdbcTemplate host() {
        return new JdbcTemplate(joined);
    }

    /** The server's process for the transaction that is open. */
    int backend() {
        return host().queryForList("SELECT pg_backend_pid()", Integer.class).get(0);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(manager);
    }

    TransactionTemplate transaction(int isolation) {
        TransactionTemplate transaction = transaction();
        transaction.setIsolationLevel(isolation);
        return transaction;
    }

    TransactionTemplate readOnly() {
        TransactionTemplate transaction = transaction();
        transaction.setReadOnly(true);
        return transaction;
    }

    /**
     * The target, each call of which is a transaction of the host's that ends in a commit; run again if it had no
     * effect. A batch is a transaction for each change: two with several changes may wait for each other.
     */
    <T> T each(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals(A_BATCH)) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            for (int attempt = 1; ; attempt++) {
                try {
                    Object answer = transaction().execute(status -> call(target, method, arguments));
                    if (answer instanceof Lines lines) {
                        return each(Lines.class, lines);
                    }
                    return answer instanceof Events events ? each(Events.class, events) : answer;
                } catch (UnavailableException failure) {
                    if (failure.effect() != Effect.NONE || attempt == ATTEMPTS) {
                        throw failure;
                    }
                }
            }
        };
        return Recorder.proxy(type, handler);
    }

    private static Object call(Object target, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new UndeclaredThrowableException(failure.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
