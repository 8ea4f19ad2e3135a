package dev.partyline.domain.request;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** What a caller may give for one field of a request, with the fault that there is in it under the published rules. */
record Given(@Nullable String text, Optional<Fault> fault) {

    static Arbitrary<Given> phones() {
        return Arbitraries.oneOf(
                DomainArbitraries.phoneTexts().map(Given::good),
                Arbitraries.just(new Given(null, Optional.of(Fault.REQUIRED))),
                Arbitraries.of("", "4155550132", "+0123456", "+14155550132 ", "+1415555013\u0662", "tel:+14155550132")
                        .map(text -> bad(text, Fault.NOT_E164)));
    }

    static Arbitrary<Given> names() {
        return Arbitraries.oneOf(
                DomainArbitraries.nameTexts().map(Given::good),
                Arbitraries.just(OMITTED),
                Arbitraries.of("\u0000", "\ud83d", "Ann\ude00").map(text -> bad(text, Fault.MALFORMED_TEXT)),
                Arbitraries.of("a".repeat(257), "\ud83d".repeat(300)).map(text -> bad(text, Fault.TOO_LONG)));
    }

    static Arbitrary<Given> emails() {
        return Arbitraries.oneOf(
                DomainArbitraries.emailTexts().map(Given::good),
                Arbitraries.just(OMITTED),
                Arbitraries.of("", "@", ".a@b.co", "a@b", "a@b.c", "a b@c.de")
                        .map(text -> bad(text, Fault.NOT_AN_EMAIL)),
                Arbitraries.just(bad("a".repeat(250) + "@b.co", Fault.TOO_LONG)));
    }

    Optional<Violation> in(Field field) {
        return fault.map(found -> new Violation(field, found));
    }

    /** The violations that were told; none where there is a request. */
    static List<Violation> violations(Either<? extends Refusal, ?> request) {
        return request.isRight()
                ? List.of()
                : ((Refusal.Invalid) request.getLeft()).violations().asJava();
    }

    private static final Given OMITTED = new Given(null, Optional.empty());

    private static Given good(String text) {
        return new Given(text, Optional.empty());
    }

    private static Given bad(String text, Fault fault) {
        return new Given(text, Optional.of(fault));
    }
}
