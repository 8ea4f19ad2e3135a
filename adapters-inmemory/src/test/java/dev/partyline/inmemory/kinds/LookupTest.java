package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Users are found by what identifies them, and by nothing else. */
class LookupTest {
    private static final Line LINE = Line.of("+14155550900").get();
    private static final Project PROJECT = Project.of(
                    ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get())
            .withPhoneIdentity(PhoneIdentity.SUBSCRIBER);
    private static final Project NEIGHBOUR =
            Project.of(ProjectId.of("5f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get());
    private static final Account ACCOUNT = Account.of(new AccountId("acme")).withKeys(Set.of(SubscriberKey.EMAIL));
    private static final App APP = App.of(new AppId("54e9ujn"));

    private final UserRegistry registry = UserRegistry.of(
            InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(PoolLine.unlimited(LINE)))),
            new OwnsEverything(Tenants.of(PROJECT, NEIGHBOUR, ACCOUNT, APP)));

    private static PhoneNumber phone(String text) {
        return PhoneNumber.of(text).get();
    }

    private static EmailAddress email(String text) {
        return EmailAddress.of(text, EmailRule.FORMAT).get();
    }

    private LineUser shared(String phoneNumber) {
        return NewSharedUser.of(PROJECT, phoneNumber, GivenProfile.NONE)
                .flatMap(registry::create)
                .get()
                .user();
    }

    private AppUser appUser(String... emails) {
        List<GivenIdentifier> identifiers = Set.of(emails).stream()
                .map(text -> new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, text))
                .toList();
        return NewAppUser.of(APP, GivenAppUser.NONE.withIdentifiers(identifiers).withExternalId("ext"))
                .flatMap(registry::create)
                .get()
                .user();
    }

    private static Key identifier(String text) {
        return Key.AppIdentifier.of(APP.id(), new Identifier.Email(email(text))).get(0);
    }

    @Test
    void R2_aUserIsFoundByEachOfItsKeys() {
        LineUser shared = shared("+447400123456");
        LineUser dedicated = NewDedicatedUser.of(
                        PROJECT, GivenPair.phone("+447400123456").onLine("+14155550100"), GivenProfile.NONE)
                .flatMap(registry::create)
                .get()
                .user();
        AppUser app = appUser("ada@example.com", "countess@example.com");

        for (User user : List.of(shared, dedicated, app)) {
            List<Key> keys =
                    user.keys().stream().filter(key -> key.tenant().isPresent()).toList();
            assertThat(registry.find(user.tenant(), keys)).hasSameSizeAs(keys).allSatisfy((key, holder) -> {
                assertThat(keys).contains(key);
                assertThat(holder).isEqualTo(user);
            });
        }
    }

    /** V2, V6, V15 */
    @Test
    void R2_howeverTheKeyIsSpelled() {
        LineUser shared = shared("+525512345678");
        AppUser app = appUser("Ada@straße.de");

        for (String spelling : List.of("+525512345678", "+5215512345678")) {
            Key key = new Key.SharedPhone(PROJECT.id(), phone(spelling));
            assertThat(registry.find(PROJECT.id(), List.of(key))).isEqualTo(Map.of(key, shared));
        }
        Key sameAddress = identifier("ADA@xn--strae-oqa.de");
        Key anotherAddress = identifier("ada@STRASSE.de");
        assertThat(registry.find(APP.id(), List.of(sameAddress, anotherAddress)))
                .isEqualTo(Map.of(sameAddress, app));
    }

    @Test
    void R2_whatIsNoKeyLeadsNowhere() {
        NewSubscriberUser.of(
                        ACCOUNT,
                        GivenSubscriberUser.NONE
                                .withName("Ada")
                                .withEmail("ada@example.com")
                                .withMsisdn("+46700000001"))
                .flatMap(registry::create)
                .get();
        Key msisdn = new Key.SubscriberMsisdn(ACCOUNT.id(), phone("+46700000001"));
        Key emailKey = Key.SubscriberEmail.of(ACCOUNT.id(), email("ada@example.com"));
        assertThat(registry.find(ACCOUNT.id(), List.of(msisdn, emailKey)).keySet())
                .containsExactly(emailKey);
    }

    @Test
    void T2_aKeyOfAnotherTenantOrOfNoneLeadsNowhere() {
        LineUser shared = shared("+14155550132");
        Key own = new Key.SharedPhone(PROJECT.id(), shared.phone());
        Key ofTheNeighbour = new Key.SharedPhone(NEIGHBOUR.id(), shared.phone());
        Key ofNobody = new Key.PhoneOnLine(shared.phone(), shared.line());
        assertThat(registry.find(NEIGHBOUR.id(), List.of(own, ofTheNeighbour, ofNobody)))
                .isEmpty();
        assertThat(registry.find(PROJECT.id(), List.of(own, ofTheNeighbour, ofNobody)))
                .isEqualTo(Map.of(own, shared));
    }

    @Test
    void R2_aDeactivatedUserIsNotFound() {
        LineUser shared = shared("+14155550132");
        registry.deactivate(PROJECT.id(), shared.id());
        assertThat(registry.find(PROJECT.id(), shared.identity())).isEmpty();
    }

    /** A user comes and goes with two identifiers: whoever asks for both is told both or neither. */
    @Test
    void R3_manyKeysAreAnsweredAsOfOneInstant() throws InterruptedException {
        List<Key> both = List.of(identifier("one@example.com"), identifier("two@example.com"));
        AtomicBoolean finished = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        Thread comingAndGoing = new Thread(() -> {
            try {
                for (int i = 0; i < 20_000; i++) {
                    registry.deactivate(
                            APP.id(),
                            appUser("one@example.com", "two@example.com").id());
                }
                finished.set(true);
            } finally {
                over.set(true);
            }
        });
        comingAndGoing.start();
        while (!over.get()) {
            Map<Key, User> found = registry.find(APP.id(), both);
            assertThat(found.size()).isIn(0, 2);
            assertThat(Set.copyOf(found.values())).hasSizeLessThan(2);
        }
        comingAndGoing.join();
        assertThat(finished).isTrue();
    }
}
