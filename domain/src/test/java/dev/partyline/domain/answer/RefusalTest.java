package dev.partyline.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs on the other side of an API compare with: the table may grow, and no line of it may change. */
class RefusalTest {
    private static final Line LINE = Line.of("+14155550199").get();
    private static final UserId ID =
            UserId.of("00000000-0000-4000-8000-000000000001").get();
    private static final Seq<Violation> VIOLATIONS =
            List.of(new Violation(Field.EMAIL, Fault.NOT_AN_EMAIL), new Violation(Field.LAST_NAME, Fault.TOO_LONG));

    private static final CustomerId CUSTOMER = CustomerId.of("clinic").get();

    private static final Map<Refusal, String> CODES = Map.ofEntries(
            Map.entry(new Refusal.Invalid(VIOLATIONS), "invalid_request"),
            Map.entry(new Refusal.UnknownTenant(), "unknown_tenant"),
            Map.entry(new Refusal.CreationDisabled(), "creation_disabled"),
            Map.entry(new Refusal.IdempotencyKeyReused(), "idempotency_key_reused"),
            Map.entry(new Refusal.SharedUserLimitReached(3), "shared_user_limit_reached"),
            Map.entry(new Refusal.PoolExhausted(), "pool_exhausted"),
            Map.entry(new Refusal.LineNotOwned(LINE), "line_not_owned"),
            Map.entry(new Refusal.PhoneOnLineTaken(LINE), "phone_on_line_taken"),
            Map.entry(new Refusal.UnknownCustomer(CUSTOMER), "customer_not_found"),
            Map.entry(new Refusal.AlreadyInUse(Field.IDENTIFIERS), "already_in_use"),
            Map.entry(new Refusal.IdTaken(ID), "conflict"),
            Map.entry(new Refusal.UserNotFound(ID), "user_not_found"),
            Map.entry(new Refusal.Exists(), "exists"),
            Map.entry(new Refusal.Stale(7), "stale"),
            Map.entry(new Refusal.StillActive(ID), "still_active"));

    @Test
    void E2_theCodesAreStableAndDistinct() {
        assertThat(CODES)
                .allSatisfy((refusal, code) -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(CODES.values()).doesNotHaveDuplicates();
        assertThat(CODES.keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(reasonsOf(Refusal.class));
    }

    @Test
    void E2_eachOperationRefusesOnlyWhatItCan() {
        assertThat(codesOf(SharedUserRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "creation_disabled",
                        "idempotency_key_reused",
                        "exists",
                        "shared_user_limit_reached",
                        "pool_exhausted");
        assertThat(codesOf(DedicatedUserRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "creation_disabled",
                        "idempotency_key_reused",
                        "exists",
                        "line_not_owned",
                        "phone_on_line_taken");
        assertThat(codesOf(CustomerUserRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "creation_disabled",
                        "idempotency_key_reused",
                        "customer_not_found",
                        "already_in_use");
        assertThat(codesOf(SubscriberUserRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "creation_disabled",
                        "idempotency_key_reused",
                        "already_in_use");
        assertThat(codesOf(AppUserRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "creation_disabled",
                        "idempotency_key_reused",
                        "already_in_use",
                        "conflict");
        assertThat(codesOf(ChangeRefusal.class))
                .containsExactlyInAnyOrder(
                        "invalid_request",
                        "unknown_tenant",
                        "idempotency_key_reused",
                        "user_not_found",
                        "stale",
                        "already_in_use",
                        "pool_exhausted");
        assertThat(codesOf(DeactivationRefusal.class))
                .containsExactlyInAnyOrder("user_not_found", "stale", "idempotency_key_reused");
        assertThat(codesOf(ErasureRefusal.class))
                .containsExactlyInAnyOrder("user_not_found", "still_active", "idempotency_key_reused");
    }

    @Test
    void E2_aRefusalHoldsTheDataToActOnIt() {
        assertThat(new Refusal.Invalid(VIOLATIONS).violations()).isEqualTo(VIOLATIONS);
        assertThat(new Refusal.SharedUserLimitReached(3).limit()).isEqualTo(3);
        assertThat(new Refusal.LineNotOwned(LINE).line()).isEqualTo(LINE);
        assertThat(new Refusal.PhoneOnLineTaken(LINE).line()).isEqualTo(LINE);
        assertThat(new Refusal.UnknownCustomer(CUSTOMER).customer()).isEqualTo(CUSTOMER);
        assertThat(new Refusal.AlreadyInUse(Field.EMAIL).field()).isEqualTo(Field.EMAIL);
        assertThat(new Refusal.IdTaken(ID).id()).isEqualTo(ID);
        assertThat(new Refusal.UserNotFound(ID).id()).isEqualTo(ID);
        assertThat(new Refusal.Stale(7).current()).isEqualTo(7);
        assertThat(new Refusal.StillActive(ID).id()).isEqualTo(ID);
    }

    @Test
    void V12_aRequestThatCouldNotBeMadeIsRefusedWithAllItsViolations() {
        Either<SharedUserRefusal, Line> refused = Refusal.unlessValid(Validation.invalid(VIOLATIONS));
        Either<SharedUserRefusal, Line> accepted = Refusal.unlessValid(Validation.valid(LINE));

        assertThat(refused).isEqualTo(Either.left(new Refusal.Invalid(VIOLATIONS)));
        assertThat(accepted).isEqualTo(Either.right(LINE));
    }

    /** So that a host folds the reasons that all creations share once. */
    @Test
    void E2_whatEveryCreationMayRefuseIsSharedByAll() {
        assertThat(reasonsOf(CreationRefusal.class))
                .isEqualTo(Stream.of(
                                SharedUserRefusal.class,
                                DedicatedUserRefusal.class,
                                CustomerUserRefusal.class,
                                SubscriberUserRefusal.class,
                                AppUserRefusal.class)
                        .map(RefusalTest::reasonsOf)
                        .reduce(
                                reasonsOf(Refusal.class),
                                (some, others) -> some.stream()
                                        .filter(others::contains)
                                        .collect(Collectors.toUnmodifiableSet())));
    }

    @Test
    void S6_noLineToBeHadIsARefusalOfSharedUsersAlone() {
        Refusal noLine = new Refusal.PoolExhausted();

        assertThat(noLine).isInstanceOf(SharedUserRefusal.class).isNotInstanceOf(DedicatedUserRefusal.class);
    }

    private static Stream<String> codesOf(Class<?> operation) {
        return CODES.entrySet().stream()
                .filter(entry -> operation.isInstance(entry.getKey()))
                .map(Map.Entry::getValue);
    }

    private static Set<Class<?>> reasonsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> reasonsOf(permitted).stream())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of(type);
    }
}
