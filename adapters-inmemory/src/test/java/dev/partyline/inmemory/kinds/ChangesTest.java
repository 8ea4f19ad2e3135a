package dev.partyline.inmemory.kinds;

import static dev.partyline.inmemory.kinds.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Route;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.PoolLine;
import io.vavr.control.Either;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a user that is changed, kind by kind. */
class ChangesTest {
    private static final Line A = Line.of("+14155550900").get();
    private static final Line B = Line.of("+14155550901").get();
    private static final IdempotencyKey KEY = IdempotencyKey.of("k1").get();

    private final InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(PoolLine.unlimited(A)));
    private final UserRegistry registry = UserRegistry.of(
            InMemoryUserStore.withLines(pool),
            People.TENANTS,
            RegistryOptions.DEFAULT.withPasswords(new PlainHasher()));
    private final People people = new People(registry);

    private static <U extends User> U updated(Either<ChangeRefusal, Outcome<U>> answer, Field... fields) {
        Outcome<U> outcome = answer.get();
        assertThat(outcome).isInstanceOf(Outcome.Updated.class);
        assertThat(((Outcome.Updated<U>) outcome).fields()).containsExactlyInAnyOrder(fields);
        return outcome.user();
    }

    @Test
    void L4_eachFieldIsLeftOrClearedOrSet() {
        SharedUser user = people.shared("+14155550132");
        GivenSharedUserPatch given =
                GivenSharedUserPatch.NONE.withFirstName(Setting.to("Augusta")).withEmail(Setting.cleared());
        SharedUser changed = updated(people.change(patch(user.id(), given)), Field.FIRST_NAME, Field.EMAIL);
        assertThat(changed.profile().firstName().orElseThrow().value()).isEqualTo("Augusta");
        assertThat(changed.profile().lastName()).isEqualTo(user.profile().lastName());
        assertThat(changed.profile().email()).isEmpty();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(registry.find(user.tenant(), user.id())).contains(changed);
    }

    @Test
    void L4_metadataIsMergedByMember() {
        SubscriberUser user = people.subscriber("ada@example.com");
        JsonObject first = JsonObject.of(Map.of("plan", new JsonString("gold"), "seat", new JsonString("1")));
        updated(
                people.change(patch(user.id(), GivenSubscriberUserPatch.NONE.withMetadata(Setting.to(first)))),
                Field.METADATA);
        JsonObject second = JsonObject.of(Map.of("plan", new JsonNull(), "city", new JsonString("London")));
        SubscriberUser changed = updated(
                people.change(patch(user.id(), GivenSubscriberUserPatch.NONE.withMetadata(Setting.to(second)))),
                Field.METADATA);
        assertThat(changed.metadata().value())
                .isEqualTo(JsonObject.of(Map.of("seat", new JsonString("1"), "city", new JsonString("London"))));
        assertThat(changed.updatedAt()).isAfterOrEqualTo(user.updatedAt());
    }

    @ParameterizedTest
    @EnumSource
    void L4_aChangeThatChangesNothingReturnsTheUserAsItWas(UserKind kind) {
        User user = people.oneOf(kind);
        User named =
                registry.change(People.named(kind, user.id(), "Grace")).get().user();
        Outcome<? extends User> again =
                registry.change(People.named(kind, user.id(), "Grace")).get();
        assertThat(again).isEqualTo(new Outcome.Returned<>(named));
        assertThat(named.version()).isEqualTo(2);
    }

    @Test
    void V12_allViolationsAreReportedAtOnce() {
        GivenCustomerUserPatch given = GivenCustomerUserPatch.NONE
                .withEmail(Setting.to("no email"))
                .withFirstName(Setting.cleared())
                .withLastName(Setting.to(" "));
        assertThat(patch(people.customer("ada@example.com").id(), given).getLeft())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations()
                                        .map(violation -> violation.field() + " "
                                                + violation.fault().code()))
                                .containsExactly("EMAIL not_an_email", "FIRST_NAME required", "LAST_NAME blank"));
    }

    @ParameterizedTest
    @EnumSource
    void L7_aChangeThatNamesAnotherVersionIsStale(UserKind kind) {
        User user = people.oneOf(kind);
        assertThat(registry.change(People.named(kind, user.id(), "Grace").ifVersion(2)))
                .isEqualTo(Either.left(new Refusal.Stale(1)));
        assertThat(registry.change(People.named(kind, user.id(), "Grace").ifVersion(1))
                        .isRight())
                .isTrue();
        assertThat(registry.change(People.named(kind, user.id(), "Grace").ifVersion(1)))
                .as("it changes nothing, and rests on what is no more")
                .isEqualTo(Either.left(new Refusal.Stale(2)));
        assertThat(registry.deactivate(Deactivation.of(user.tenant(), user.id()).ifVersion(1)))
                .isEqualTo(Either.left(new Refusal.Stale(2)));
        assertThat(registry.deactivate(Deactivation.of(user.tenant(), user.id()).ifVersion(2))
                        .map(DeactivatedUser::version))
                .isEqualTo(Either.right(3L));
    }

    @Test
    void L8_aCreateThatAsksForNobodyMergesNobody() {
        SharedUser user = people.shared("+14155550132");
        NewSharedUser request = NewSharedUser.of(
                        People.PROJECT, "+14155550132", GivenProfile.NONE.withFirstName("Grace"))
                .get()
                .ifAbsent();
        assertThat(registry.create(request)).isEqualTo(Either.left(new Refusal.Exists()));
        assertThat(registry.find(user.tenant(), user.id())).contains(user);
        registry.deactivate(user.tenant(), user.id());
        assertThat(registry.create(request).isRight()).isTrue();
    }

    @Test
    void K1_identifiersChangeWithTheirKeys() {
        AppUser user = people.app("ada@example.com", "countess@example.com");
        AppUser other = people.app("grace@example.com");
        GivenAppUserPatch taken = GivenAppUserPatch.NONE.withIdentifiers(
                Setting.to(People.identifiers("new@example.com", "GRACE@example.com")));
        assertThat(people.change(patch(user.id(), taken)))
                .isEqualTo(Either.left(new Refusal.AlreadyInUse(Field.IDENTIFIERS)));
        assertThat(registry.find(user.tenant(), user.id())).contains(user);

        GivenAppUserPatch given = GivenAppUserPatch.NONE
                .withIdentifiers(Setting.to(People.identifiers("new@example.com", "ada@example.com")))
                .withExternalId(Setting.cleared());
        AppUser changed = updated(people.change(patch(user.id(), given)), Field.IDENTIFIERS, Field.EXTERNAL_ID);
        assertThat(registry.find(user.tenant(), changed.keys()).values()).containsOnly(changed);
        assertThat(registry.find(user.tenant(), user.keys()))
                .as("of the keys before, it holds the one that it kept")
                .hasSize(1);
        GivenAppUserPatch free =
                GivenAppUserPatch.NONE.withIdentifiers(Setting.to(People.identifiers("countess@example.com")));
        updated(people.change(patch(other.id(), free)), Field.IDENTIFIERS);
        assertThat(people.change(patch(
                                other.id(),
                                GivenAppUserPatch.NONE.withExternalId(Setting.to("ext of ada@example.com"))))
                        .isRight())
                .isTrue();
    }

    @Test
    void K1_theLastIdentifierStays() {
        AppUser user = people.app("ada@example.com");
        assertThat(patch(user.id(), GivenAppUserPatch.NONE.withIdentifiers(Setting.to(List.of())))
                        .isLeft())
                .isTrue();
        assertThat(patch(user.id(), GivenAppUserPatch.NONE.withIdentifiers(Setting.cleared()))
                        .isLeft())
                .isTrue();
    }

    @Test
    void K2_aSharedUsersPhoneChangesOnItsLine() {
        SharedUser user = people.shared("+14155550132");
        SharedUser changed = updated(people.change(phone(user, "+14155550133")), Field.PHONE_NUMBER);
        assertThat(List.of(changed.id(), changed.line(), changed.createdAt()))
                .isEqualTo(List.of(user.id(), user.line(), user.createdAt()));
        assertThat(registry.find(number("+14155550133"), A)).contains(changed);
        assertThat(registry.find(number("+14155550132"), A)).isEmpty();
        NewSharedUser next = NewSharedUser.of(People.PROJECT, "+14155550132", GivenProfile.NONE)
                .get();
        assertThat(registry.create(next).getLeft()).isEqualTo(new Refusal.PoolExhausted());
        pool.add(PoolLine.unlimited(B));
        assertThat(registry.create(next).get().user().line()).isEqualTo(B);
        assertThat(registry.route(number("+14155550132"), A)).contains(new Route(changed, true));
    }

    private static Either<ChangeRefusal, SharedUserPatch> phone(SharedUser user, String text) {
        return patch(user.id(), GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(text)));
    }

    private static PhoneNumber number(String text) {
        return PhoneNumber.of(text).get();
    }

    @Test
    void K2_ifAnotherTenantHasThePhoneOnTheLineAnotherLineIsTaken() {
        SharedUser user = people.shared("+14155550132");
        NewSharedUser there = NewSharedUser.of(People.NEIGHBOUR, "+14155550133", GivenProfile.NONE)
                .get();
        SharedUser neighbour = registry.create(there).get().user();
        assertThat(people.change(phone(user, "+14155550133"))).isEqualTo(Either.left(new Refusal.PoolExhausted()));
        assertThat(registry.find(user.tenant(), user.id())).contains(user);

        pool.add(PoolLine.unlimited(B));
        SharedUser moved =
                updated(people.change(phone(user, "+14155550133")), Field.PHONE_NUMBER, Field.ASSIGNED_PHONE_NUMBER);
        assertThat(moved.line()).isEqualTo(B);
        assertThat(registry.find(number("+14155550133"), A)).contains(neighbour);
        assertThat(registry.find(number("+14155550133"), B)).contains(moved);
    }

    @Test
    void K2_aPhoneThatAnotherUserOfTheProjectHasIsInUse() {
        SharedUser user = people.shared("+14155550132");
        registry.create(NewSharedUser.of(People.PROJECT, "+14155550133", GivenProfile.NONE)
                .get());
        assertThat(people.change(phone(user, "+14155550133")))
                .isEqualTo(Either.left(new Refusal.AlreadyInUse(Field.PHONE_NUMBER)));
    }

    @Test
    void K3_anEmailThatIsAKeyChangesWithItsKey() {
        CustomerUser ada = people.customer("ada@example.com");
        CustomerUser grace = people.customer("grace@example.com");
        assertThat(people.change(email(ada, "GRACE@example.com")))
                .isEqualTo(Either.left(new Refusal.AlreadyInUse(Field.EMAIL)));
        CustomerUser changed = updated(people.change(email(ada, "countess@example.com")), Field.EMAIL);
        assertThat(registry.find(ada.tenant(), changed.keys())).containsValue(changed);
        assertThat(registry.find(ada.tenant(), ada.keys())).isEmpty();
        updated(people.change(email(grace, "ada@example.com")), Field.EMAIL);
        assertThat(registry.find(ada.tenant(), ada.keys()).values())
                .extracting(User::id)
                .containsExactly(grace.id());
    }

    private static Either<ChangeRefusal, CustomerUserPatch> email(CustomerUser user, String email) {
        return patch(user.id(), GivenCustomerUserPatch.NONE.withEmail(Setting.to(email)));
    }

    /** Its key is the same in another spelling, but what the user keeps is the spelling. */
    @Test
    void K3_anotherSpellingOfItsOwnEmailIsNoConflict() {
        CustomerUser ada = people.customer("ada@example.com");
        CustomerUser changed =
                people.change(email(ada, "Ada@Example.com")).get().user();
        assertThat(changed.email().spelling()).isEqualTo("Ada@Example.com");
        assertThat(changed.keys()).isEqualTo(ada.keys());
    }

    @ParameterizedTest
    @EnumSource
    void I7_aChangeUnderAKeyIsMadeOnce(UserKind kind) {
        User user = people.oneOf(kind);
        Outcome<? extends User> first = registry.change(
                        People.named(kind, user.id(), "Grace").withIdempotencyKey(KEY))
                .get();
        registry.change(People.named(kind, user.id(), "Mary")).get();
        assertThat(registry.change(People.named(kind, user.id(), "Grace").withIdempotencyKey(KEY)))
                .isEqualTo(Either.right(first));
        assertThat(registry.change(People.named(kind, user.id(), "Jane").withIdempotencyKey(KEY)))
                .isEqualTo(Either.left(new Refusal.IdempotencyKeyReused()));
        assertThat(registry.find(user.tenant(), user.id()).map(User::version)).contains(3L);
    }

    /** I4: the same key names a create, a change, a deactivation and an erasure. */
    @ParameterizedTest
    @EnumSource
    void I7_deactivatingAndErasingAreRepeatedUnderTheirKeys(UserKind kind) {
        User user = people.oneOf(kind);
        registry.change(People.named(kind, user.id(), "Grace").withIdempotencyKey(KEY))
                .get();
        Deactivation deactivation = Deactivation.of(user.tenant(), user.id()).withIdempotencyKey(KEY);
        DeactivatedUser former = registry.deactivate(deactivation).get();
        assertThat(registry.deactivate(deactivation)).isEqualTo(Either.right(former));
        assertThat(registry.deactivate(Deactivation.of(user.tenant(), user.id())))
                .isEqualTo(Either.left(new Refusal.UserNotFound(user.id())));
        Erasure erasure = Erasure.of(user.tenant(), user.id()).withIdempotencyKey(KEY);
        assertThat(registry.erase(erasure)).isEqualTo(registry.erase(erasure));
        assertThat(registry.erase(erasure).isRight()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void E5_aForeseenChangeHasNoEffect(UserKind kind) {
        User user = people.oneOf(kind);
        assertThat(registry.foresee(People.named(kind, user.id(), "Grace")).isRight())
                .isTrue();
        assertThat(registry.findInAnyState(user.tenant(), user.id())).isEqualTo(Optional.of(user));
        assertThat(registry.history(user.tenant(), user.id())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void L2_whoIsNotActiveIsNotChanged(UserKind kind) {
        User user = people.oneOf(kind);
        registry.deactivate(user.tenant(), user.id());
        assertThat(registry.change(People.named(kind, user.id(), "Grace")))
                .isEqualTo(Either.left(new Refusal.UserNotFound(user.id())));
    }

    /** A key that is claimed by a change and given up by the next is free: nothing is left of what was between. */
    @Test
    void K1_whatIsGivenUpIsFreeAtOnce() {
        AppUser user = people.app("ada@example.com");
        for (String email : List.of("one@example.com", "two@example.com", "ada@example.com")) {
            people.change(patch(
                            user.id(), GivenAppUserPatch.NONE.withIdentifiers(Setting.to(People.identifiers(email)))))
                    .get();
        }
        Set<Key> others =
                Set.copyOf(people.app("one@example.com", "two@example.com").keys());
        assertThat(registry.find(user.tenant(), others)).hasSize(others.size());
    }

    /** Together, the second row would look before the first one has given it up. */
    @Test
    void B1_anEmailThatOneRowGivesUpIsTheNextOnesToHave() {
        SharedUser former = people.shared("+14155550132");
        SharedUser next = NewSharedUser.of(People.PROJECT, "+14155550133", GivenProfile.NONE)
                .flatMap(registry::create)
                .get()
                .user();
        Iterator<Verdict<ChangeRefusal, SharedUser>> verdicts = registry.changeAll(
                Run.unnamed(),
                List.of(
                                patch(former.id(), GivenSharedUserPatch.NONE.withEmail(Setting.cleared()))
                                        .get(),
                                patch(next.id(), GivenSharedUserPatch.NONE.withEmail(Setting.to("ada@example.com")))
                                        .get())
                        .iterator());
        updated(verdicts.next().answer(), Field.EMAIL);
        updated(verdicts.next().answer(), Field.EMAIL);
    }

    /** The fingerprint knows of no password. 0 is none, and the others are passwords. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "0, 1", "1, 0", "1, 2"})
    void I2_thePasswordOfAChangeIsPartOfWhatIsTheSame(int first, int second) {
        CustomerUser user = people.customer("ada@example.com");
        Outcome<CustomerUser> changed = people.change(withPassword(user, first)).get();
        assertThat(people.change(withPassword(user, second)))
                .isEqualTo(first == second ? Either.right(changed) : Either.left(new Refusal.IdempotencyKeyReused()));
    }

    private static Either<ChangeRefusal, CustomerUserPatch> withPassword(CustomerUser user, int password) {
        GivenCustomerUserPatch given = GivenCustomerUserPatch.NONE.withFirstName(Setting.to("Grace"));
        return patch(user.id(), password == 0 ? given : given.withPassword(Setting.to("a long password " + password)))
                .map(patch -> patch.withIdempotencyKey(KEY));
    }

    @Test
    void C6_thePasswordOfAChangeIsWipedOnceItIsMade() {
        CustomerUser user = people.customer("ada@example.com");
        CustomerUserPatch patch = patch(
                        user.id(), GivenCustomerUserPatch.NONE.withPassword(Setting.to("a longer password")))
                .get();
        assertThat(registry.change(patch).get().user().password()).isPresent();
        assertThat(patch.password().given().orElseThrow().characters()).containsOnly('\0');
    }
}
