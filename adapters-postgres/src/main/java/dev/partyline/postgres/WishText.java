package dev.partyline.postgres;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.value.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was wished of a line (P7): as an argument of a function, and as a text beside an answer. */
final class WishText {
    /** Stands where a statement has a wish. */
    static final String ARGUMENT = "ROW(?, ?, ?, ?, ?, ?)::partyline_wish";

    private static final String NAMED = "named";
    private static final String PREFERRED = "preferred";
    private static final String AREA = "area";
    private static final String COUNTRY = "country";
    private static final String ONLY = "only";

    private WishText() {}

    /** Gives the statement what {@link #ARGUMENT} stands for. */
    static Statement bind(Statement statement, LineWish wish) {
        return statement
                .bigint(wish.named().map(Digits::of).orElse(null))
                .bigint(wish.preferred().map(Digits::of).orElse(null))
                .bigint(wish.avoided().map(Digits::of).orElse(null))
                .text(wish.near().area().orElse(null))
                .text(wish.near().country().orElse(null))
                .truth(wish.near().only());
    }

    /** As much of the wish as tells why a line was chosen. */
    static String of(LineWish wish) {
        StringBuilder text = new StringBuilder();
        wish.named().ifPresent(line -> append(text, NAMED, line.e164()));
        wish.preferred().ifPresent(line -> append(text, PREFERRED, line.e164()));
        wish.near().area().ifPresent(area -> append(text, AREA, area));
        wish.near().country().ifPresent(country -> append(text, COUNTRY, country));
        if (wish.near().only()) {
            append(text, ONLY, "");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append('=').append(value);
    }

    static LineWish read(String text) {
        Map<String, String> values = new HashMap<>();
        for (String word : text.trim().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new LineWish(
                line(values, NAMED),
                line(values, PREFERRED),
                Optional.empty(),
                new Nearness(
                        Optional.ofNullable(values.get(AREA)),
                        Optional.ofNullable(values.get(COUNTRY)),
                        values.containsKey(ONLY)));
    }

    private static Optional<Line> line(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Line::restored);
    }
}
