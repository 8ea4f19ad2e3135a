package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.Violation;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.PasswordHasher;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users whose passwords somebody else hashed (C7). */
class GivenHashTest {
    private static final String PASSWORD = "correct horse battery";
    private static final PasswordHash HASH = new PlainHasher().salted(42, password(PASSWORD));
    private static final Either<CustomerUserRefusal, Outcome<CustomerUser>> UNKNOWN = Either.left(
            new Refusal.Invalid(io.vavr.collection.List.of(new Violation(Field.PASSWORD_HASH, Fault.UNKNOWN_HASH))));

    /** Makes no hash, and counts what it is asked. */
    private static final class Checking implements PasswordHasher {
        private final PlainHasher sound = new PlainHasher();
        int verified;

        @Override
        public PasswordHash hash(Password password) {
            throw new AssertionError("nothing is to be hashed here");
        }

        @Override
        public boolean verify(Password password, PasswordHash hash) {
            verified++;
            return sound.verify(password, hash);
        }

        @Override
        public boolean knows(PasswordHash hash) {
            return sound.knows(hash);
        }
    }

    private static final class Asked extends ForwardingStore {
        int questions;

        Asked() {
            super(InMemoryUserStore.withoutLines());
        }

        @Override
        public Facts look(Question question) {
            questions++;
            return super.look(question);
        }
    }

    private final Checking hasher = new Checking();
    private final Asked store = new Asked();
    private final UserRegistry registry = registry(hasher);

    private UserRegistry registry(PasswordHasher passwords) {
        return UserRegistry.of(store, People.TENANTS, RegistryOptions.DEFAULT.withPasswords(passwords));
    }

    private static Password password(String text) {
        return Password.of(text).get();
    }

    private static NewCustomerUser customer(String name, String hash) {
        GivenCustomerUser given = GivenCustomerUser.NONE
                .withCustomerId("contoso")
                .withEmail(name + "@example.com")
                .withFirstName("Ada")
                .withLastName("Byron")
                .withPasswordHash(hash);
        return NewCustomerUser.of(People.CONSOLE, given).get();
    }

    @Test
    void C7_aKnownHashIsKeptAsItIsAndPasswordsAreCheckedWithIt() {
        CustomerUser user =
                registry.create(customer("ada", HASH.encoded())).get().user();

        assertThat(user.password()).contains(HASH);
        assertThat(registry.find(People.CONSOLE.id(), user.id())).contains(user);
        assertThat(hasher.verified).isZero();
        assertThat(hasher.verify(password(PASSWORD), HASH)).isTrue();
        assertThat(hasher.verify(password(PASSWORD + "!"), HASH)).isFalse();
    }

    @Test
    void C7_aHashThatIsNotKnownIsRefusedBeforeAnythingIsDone() {
        NewCustomerUser unknown = customer("ada", "$unknown$" + HASH.encoded());

        assertThat(registry.create(unknown)).isEqualTo(UNKNOWN);
        assertThat(registry.foresee(unknown).getLeft()).isEqualTo(UNKNOWN.getLeft());
        assertThat(registry(PasswordHasher.none()).create(customer("ada", HASH.encoded())))
                .isEqualTo(UNKNOWN);
        assertThat(store.questions).isZero();
    }

    @Test
    void C7_E5_aDryRunForeseesAUserWithAKnownHash() {
        assertThat(registry.foresee(customer("ada", HASH.encoded())).isRight()).isTrue();
        assertThat(registry.create(customer("ada", HASH.encoded())).isRight()).isTrue();
    }

    @Test
    void C7_B1_eachRowOfARunMayHaveAHash() {
        List<Verdict<CustomerUserRefusal, CustomerUser>> verdicts = new ArrayList<>();
        registry.createAll(
                        Run.unnamed(),
                        Stream.of(
                                        customer("a", HASH.encoded()),
                                        customer("b", "no hash"),
                                        customer("c", HASH.encoded()))
                                .iterator())
                .forEachRemaining(verdicts::add);

        assertThat(verdicts.get(1).answer()).isEqualTo(UNKNOWN);
        assertThat(List.of(verdicts.get(0), verdicts.get(2)))
                .allSatisfy(verdict ->
                        assertThat(verdict.answer().get().user().password()).contains(HASH));
    }

    @Test
    void C7_L4_aPatchWithThePasswordOfTheHashChangesNothingAndAnotherOneReplacesIt() {
        UserRegistry hashing = registry(new PlainHasher());
        CustomerUser user =
                hashing.create(customer("ada", HASH.encoded())).get().user();

        assertThat(People.patch(user.id(), passwordPatch(PASSWORD))
                        .flatMap(hashing::change)
                        .get())
                .isEqualTo(new Outcome.Returned<>(user));
        CustomerUser changed = People.patch(user.id(), passwordPatch("another password than that"))
                .flatMap(hashing::change)
                .get()
                .user();
        assertThat(changed.password()).isPresent().isNotEqualTo(user.password());
    }

    private static GivenCustomerUserPatch passwordPatch(String password) {
        return GivenCustomerUserPatch.NONE.withPassword(Setting.to(password));
    }
}
