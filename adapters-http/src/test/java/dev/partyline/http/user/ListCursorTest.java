package dev.partyline.http.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.ListPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListCursorTest {

    /** Of whole microseconds, as the registry gives them. */
    @Provide
    Arbitrary<ListPosition> positions() {
        return Arbitraries.longs()
                .between(-62_135_596_800L, 253_402_300_799L)
                .flatMap(second -> Arbitraries.integers()
                        .between(0, 999_999)
                        .flatMap(micro -> Arbitraries.create(UUID::randomUUID)
                                .map(id -> new ListPosition(
                                        Instant.ofEpochSecond(second, micro * 1_000L), new UserId(id)))));
    }

    @Property
    void aCursorIsThePositionThatItWasMadeOf(@ForAll("positions") ListPosition position) {
        assertThat(ListCursor.parse(ListCursor.of(position))).contains(position);
    }

    @Property
    void aCursorCanStandInAQueryAsItIs(@ForAll("positions") ListPosition position) {
        assertThat(ListCursor.of(position)).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void anyBytesAreAPositionOrNone(@ForAll("cursors") String text) {
        assertThat(ListCursor.parse(text).map(ListCursor::of).orElse(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> cursors() {
        Arbitrary<Character> digits = Arbitraries.chars()
                .range('A', 'Z')
                .range('a', 'z')
                .range('0', '9')
                .with('-', '_');
        return Arbitraries.oneOf(
                digits.list().ofSize(32).map(ListCursorTest::text),
                digits.list().ofMaxSize(44).map(ListCursorTest::text),
                Arbitraries.strings().ofMaxLength(40));
    }

    private static String text(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}
