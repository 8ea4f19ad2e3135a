package dev.partyline.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes down what is called on the connections of a source, and on their statements, as {@code name/arguments}. */
final class Recorder {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Does instead of a call what a fault makes of it. */
    @FunctionalInterface
    interface Fault {
        @Nullable
        Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable;
    }

    DataSource recorded(DataSource source) {
        return recorded(source, Recorder::invoke);
    }

    /** The same, with a fault. */
    DataSource recorded(DataSource source, Fault fault) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection ? of(Connection.class, connection, fault) : result;
        });
    }

    private <T> T of(Class<T> type, T target, Fault fault) {
        return proxy(type, (proxy, method, arguments) -> {
            calls.add(method.getName() + "/" + method.getParameterCount());
            Object result = fault.call(target, method, arguments);
            return result instanceof PreparedStatement statement
                    ? of(PreparedStatement.class, statement, fault)
                    : result;
        });
    }

    /** What has each of its calls handled. */
    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Makes the call, and throws what it throws. */
    static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** What was called since this was last asked. */
    List<String> take() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }
}
