package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Span;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** E4: whatever is given, the answer is a value. */
class HostileInputProperties {

    /** The request is made by one project's rules of values, and meets another's, which may be stricter. */
    @Property(tries = 2_000)
    void E4_noRequestMakesTheRegistryThrow(
            @ForAll("phones") @Nullable String phone,
            @ForAll("phones") @Nullable String line,
            @ForAll("profiles") GivenProfile profile,
            @ForAll("rules") ValueRules whenMade,
            @ForAll("rules") ValueRules whenCarriedOut) {
        for (Wiring wiring : Wiring.values()) {
            HistoryWorld world = wiring.world(Contest.ROOMY);
            Project project = Project.of(Contest.PROJECT);
            world.change(project.withValues(whenCarriedOut));
            Line.of(line).forEach(it -> world.own(project.id(), it, true));
            assertThatCode(() -> {
                        NewSharedUser.of(project.withValues(whenMade), phone, profile)
                                .forEach(request -> createTwice(request, world.registry()));
                        NewDedicatedUser.of(
                                        project.withValues(whenMade),
                                        GivenPair.phone(phone).onLine(line),
                                        profile)
                                .forEach(request -> createTwice(request, world.registry()));
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static void createTwice(CreateRequest<?, ?> request, UserRegistry registry) {
        registry.foresee(request);
        registry.create(request);
        registry.foresee(request);
        registry.create(request)
                .forEach(outcome -> registry.deactivate(
                        outcome.user().tenant(), outcome.user().id()));
    }

    @Property(tries = 500)
    void E4_noQuestionMakesTheRegistryThrow(
            @ForAll long most,
            @ForAll long least,
            @ForAll int limit,
            @ForAll Set<Listing.State> states,
            @ForAll Set<UserKind> kinds,
            @ForAll Span.Time time,
            @ForAll("positions") Optional<ListPosition> after) {
        UUID id = new UUID(most, least);
        ProjectId tenant = ProjectId.of(id.toString()).getOrElse(Contest.PROJECT);
        for (Wiring wiring : Wiring.values()) {
            UserRegistry registry = wiring.world(Contest.ROOMY).registry();
            Contest.createShared(Contest.PROJECT, Cast.phone(0)).on(registry);
            assertThatCode(() -> {
                        registry.find(tenant, new UserId(id));
                        registry.find(PhoneNumber.of("+14155550132").get(), Cast.LINES.get(0));
                        registry.deactivate(tenant, new UserId(id));
                        registry.list(new Listing(
                                tenant,
                                kinds,
                                states,
                                new Span(time, Optional.empty(), Optional.empty()),
                                Optional.empty(),
                                after,
                                limit));
                        registry.sweep();
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Provide
    Arbitrary<@Nullable String> phones() {
        Arbitrary<String> numbers = Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.strings().numeric().ofMinLength(4).ofMaxLength(16))
                .as((first, rest) -> "+" + first + rest);
        Arbitrary<String> known = Arbitraries.of(Cast.PHONES).map(Cast.Phone::given);
        return Arbitraries.oneOf(numbers, numbers, known, texts()).injectNull(0.05);
    }

    @Provide
    Arbitrary<GivenProfile> profiles() {
        Arbitrary<String> emails = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.strings()
                                        .alpha()
                                        .numeric()
                                        .withChars("_'+-.")
                                        .ofMaxLength(12),
                                Arbitraries.strings()
                                        .alpha()
                                        .numeric()
                                        .withChars("-.")
                                        .ofMaxLength(12),
                                Arbitraries.strings().alpha().ofMaxLength(4))
                        .as((local, domain, top) -> local + "@" + domain + "." + top),
                texts());
        return Combinators.combine(texts().injectNull(0.3), texts().injectNull(0.3), emails.injectNull(0.3))
                .as(GivenProfile::new);
    }

    /** Everything that a Java string can hold, and some that is known to hurt. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(300),
                Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(20),
                Arbitraries.of(
                        "", " ", "\0", "\ud800", "\udc00x", "a@" + "a.".repeat(5_000) + "aa", "x".repeat(100_000)));
    }

    @Provide
    Arbitrary<ValueRules> rules() {
        return Arbitraries.of(Cast.VALUE_RULES);
    }

    @Provide
    Arbitrary<Optional<ListPosition>> positions() {
        return Arbitraries.of(Instant.MIN, Instant.EPOCH, HistoryWorld.START, Instant.MAX)
                .map(time -> new ListPosition(time, new UserId(new UUID(0, 0))))
                .optional();
    }
}
