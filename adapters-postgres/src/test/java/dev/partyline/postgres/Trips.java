package dev.partyline.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the trips to a database: statements that are sent, and ends of transactions that are. */
final class Trips {
    private final AtomicInteger trips = new AtomicInteger();

    /** The source, with its trips counted here. */
    DataSource counted(DataSource source) {
        return wrap(DataSource.class, source);
    }

    /** How many there were since this was last asked. */
    int take() {
        return trips.getAndSet(0);
    }

    private <T> T wrap(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("execute") || name.equals("commit") || name.equals("rollback")) {
                trips.incrementAndGet();
            }
            try {
                Object result = method.invoke(target, arguments);
                if (result instanceof Connection connection
                        && name.equals("getConnection")
                        && target instanceof DataSource) {
                    return wrap(Connection.class, connection);
                }
                return result instanceof PreparedStatement statement
                        ? wrap(PreparedStatement.class, statement)
                        : result;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
