package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Good bodies made bad: values of all kinds in all places, and bytes that are wrong. For one thread. */
final class HostileBodies {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0.0",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            "1e2147483648",
            "1e99999999999999999999",
            "0e99999999999",
            "1000e2147483646",
            "10e2147483647",
            "NaN",
            "Infinity",
            "9".repeat(2_000),
            "9".repeat(40_000),
            "1." + "3".repeat(40_000),
            "[]",
            "{}",
            "[[]]",
            "{\"\": {}}",
            "{\"a\": 1, \"a\": 2}",
            "{\"type\": \"phone_number\", \"value\": null}",
            "[{\"type\": \"phone_number\", \"value\": \"+14155550132\"}]",
            "[".repeat(99) + "]".repeat(99),
            "[".repeat(30) + "]".repeat(30),
            "[".repeat(20_000) + "]".repeat(20_000),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "[" + "0,".repeat(20_000) + "0]",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\uffff\"",
            "\"\u202e\u0301\"",
            "\"" + "a".repeat(60_000) + "\"",
            "\"" + "a".repeat(70_000) + "\"",
            "\"" + "a@".repeat(20_000) + "\"",
            "\"" + "a.".repeat(10_000) + "@example.com\"",
            "\"\\\"@" + "x".repeat(300) + ".com\"",
            "\"@\"",
            "\"a@[127.0.0.1]\"",
            "\"a@xn--\"",
            "\"a@" + "\u00fc".repeat(200) + ".com\"",
            "\"a@\u3002com\"",
            "\"+\"",
            "\"+1\"",
            "\"+" + "1".repeat(50_000) + "\"",
            "\"+999999999999999\"",
            "\"\u0660\u0661\"",
            "\"' OR 1=1 --\"",
            "\"${jndi:ldap://localhost}\"",
            "\"<script>\"");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "\"\"",
            "1",
            "{}{}",
            "{}x",
            "\ufeff{}",
            "<xml/>",
            "a=b",
            "{\"a\"}",
            "{'a': 1}");

    private final Random random;

    HostileBodies(Random random) {
        this.random = random;
    }

    /** Another bad body, made of a good one. */
    byte[] next(JsonNode good) {
        switch (random.nextInt(10)) {
            case 0 -> {
                return any(TEXTS).getBytes(UTF_8);
            }
            case 1 -> {
                return withWrongBytes(good.toString().getBytes(UTF_8));
            }
            case 2 -> {
                String text = good.toString();
                return text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
            }
            default -> {
                int changes = 1 + random.nextInt(3);
                for (int i = 0; i < changes; i++) {
                    change(good);
                }
                return good.toString().getBytes(UTF_8);
            }
        }
    }

    private byte[] withWrongBytes(byte[] bytes) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Puts something else at one place, some way down. */
    private void change(JsonNode node) {
        JsonNode value = JsonNodeFactory.instance.rawValueNode(new RawValue(any(VALUES)));
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            names.add("another" + random.nextInt(3));
            String name = any(names);
            if (isParent(object.get(name)) && random.nextBoolean()) {
                change(object.get(name));
            } else if (random.nextInt(6) == 0) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (node instanceof ArrayNode array) {
            int index = random.nextInt(array.size() + 1);
            if (index < array.size() && isParent(array.get(index)) && random.nextBoolean()) {
                change(array.get(index));
            } else if (index < array.size()) {
                array.set(index, value);
            } else {
                array.add(value);
            }
        }
    }

    private static boolean isParent(@Nullable JsonNode node) {
        return node != null && node.isContainer();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
