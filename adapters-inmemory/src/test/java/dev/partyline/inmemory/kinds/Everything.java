package dev.partyline.inmemory.kinds;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that can be reached from an object, field by field, as texts. */
final class Everything {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();

    private Everything() {}

    /** The texts and numbers in all fields of it and of what they lead to. */
    static List<String> in(Object root) {
        Everything everything = new Everything();
        everything.meet(root);
        while (!everything.waiting.isEmpty()) {
            everything.look(everything.waiting.remove());
        }
        return everything.texts;
    }

    private void meet(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            waiting.add(object);
        }
    }

    private void look(Object object) {
        if (isText(object)) {
            texts.add(object.toString());
        } else if (object.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                meet(Array.get(object, i));
            }
        } else if (!(object instanceof Class || object instanceof Thread || object instanceof ClassLoader)) {
            for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
                fields(type, object);
            }
        }
    }

    private static boolean isText(Object object) {
        return object instanceof CharSequence
                || object instanceof Number
                || object instanceof TemporalAccessor
                || object instanceof TemporalAmount;
    }

    private void fields(Class<?> type, Object object) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                    meet(field.get(object));
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }
}
