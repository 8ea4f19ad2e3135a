package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.DomainArbitraries;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class KeyProperties {

    @Property
    void T1_theSameInTwoProjectsIsTwoUsers(
            @ForAll SharedUser shared, @ForAll DedicatedUser dedicated, @ForAll ProjectId elsewhere) {
        Assume.that(!elsewhere.equals(shared.project()) && !elsewhere.equals(dedicated.project()));

        assertThat(keysWithinTheTenant(shared)).doesNotContainAnyElementsOf(keysWithinTheTenant(in(elsewhere, shared)));
        assertThat(keysWithinTheTenant(dedicated))
                .doesNotContainAnyElementsOf(keysWithinTheTenant(in(elsewhere, dedicated)));
    }

    @Property
    void T1_everyUserLivesInItsProject(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        assertThat(shared.tenant()).isEqualTo(shared.project());
        assertThat(dedicated.tenant()).isEqualTo(dedicated.project());
    }

    @Property
    void P2_aPhoneOnALineIsOneKeyAcrossProjectsAndKinds(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        DedicatedUser onTheSameLine = new DedicatedUser(
                dedicated.id(),
                dedicated.project(),
                shared.phone(),
                shared.line(),
                dedicated.profile(),
                dedicated.createdAt());

        assertThat(shared.keys()).contains(new Key.PhoneOnLine(shared.phone(), shared.line()));
        assertThat(onTheSameLine.keys()).contains(new Key.PhoneOnLine(shared.phone(), shared.line()));
    }

    @Property
    void P2_anotherPhoneOrAnotherLineIsAnotherKey(
            @ForAll PhoneNumber phone, @ForAll PhoneNumber otherPhone, @ForAll Line line, @ForAll Line otherLine) {
        Key key = new Key.PhoneOnLine(phone, line);

        assertThat(key.equals(new Key.PhoneOnLine(otherPhone, line))).isEqualTo(phone.equals(otherPhone));
        assertThat(key.equals(new Key.PhoneOnLine(phone, otherLine))).isEqualTo(line.equals(otherLine));
    }

    @Property
    void S2_aSharedUserIsIdentifiedByItsPhoneWithinTheProject(@ForAll SharedUser user, @ForAll SharedUser other) {
        Key identity = user.keys().get(0);
        SharedUser withThatPhone = new SharedUser(
                other.id(),
                other.place(),
                user.project(),
                user.phone(),
                other.line(),
                other.profile(),
                other.createdAt(),
                other.identifiedBy());

        assertThat(identity).isEqualTo(new Key.SharedPhone(user.project(), user.phone()));
        assertThat(withThatPhone.keys().get(0)).isEqualTo(identity);
        assertThat(other.keys().get(0).equals(identity))
                .isEqualTo(
                        other.project().equals(user.project()) && other.phone().equals(user.phone()));
    }

    @Property
    void S7_theEmailIsAKeyInTheEarlierEditionAndOnlyThere(@ForAll SharedUser user) {
        List<Key> emailKeys =
                user.keys().stream().filter(Key.SharedEmail.class::isInstance).toList();

        assertThat(emailKeys)
                .isEqualTo(
                        user.identifiedBy() == SharedIdentity.PHONE
                                ? List.of()
                                : user.profile().email().stream()
                                        .map(email -> (Key) Key.SharedEmail.of(user.project(), email))
                                        .toList());
    }

    @Property
    void V6_theEmailIsOneKeyInAnyCase(@ForAll ProjectId project, @ForAll EmailAddress email) {
        EmailAddress upperCase = EmailAddress.of(email.spelling().toUpperCase(Locale.ROOT), EmailRule.PUBLISHED)
                .get();

        assertThat(Key.SharedEmail.of(project, upperCase)).isEqualTo(Key.SharedEmail.of(project, email));
    }

    @Property
    void D2_aDedicatedUserIsIdentifiedByPhoneAndLineWithinTheProject(@ForAll DedicatedUser user) {
        assertThat(user.keys())
                .containsExactly(
                        new Key.DedicatedPair(user.project(), user.phone(), user.line()),
                        new Key.PhoneOnLine(user.phone(), user.line()));
    }

    @Property
    void D3_anotherLineIsAnotherUser(@ForAll DedicatedUser user, @ForAll Line otherLine) {
        Assume.that(!otherLine.equals(user.line()));
        DedicatedUser onTheOther =
                new DedicatedUser(user.id(), user.project(), user.phone(), otherLine, user.profile(), user.createdAt());

        assertThat(onTheOther.keys()).doesNotContainAnyElementsOf(user.keys());
    }

    @Property
    void D4_aPhoneMayBeSharedAndDedicatedAtOnce(@ForAll SharedUser shared, @ForAll Line otherLine) {
        Assume.that(!otherLine.equals(shared.line()));
        DedicatedUser dedicated = new DedicatedUser(
                shared.id(), shared.project(), shared.phone(), otherLine, shared.profile(), shared.createdAt());

        assertThat(dedicated.keys()).doesNotContainAnyElementsOf(shared.keys());
    }

    @Property
    void noUserNamesAKeyTwice(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        assertThat(shared.keys()).doesNotHaveDuplicates();
        assertThat(dedicated.keys()).doesNotHaveDuplicates();
    }

    private static Set<Key> keysWithinTheTenant(User user) {
        Set<Key> keys = new HashSet<>(user.keys());
        keys.removeIf(Key.PhoneOnLine.class::isInstance);
        return keys;
    }

    private static SharedUser in(ProjectId project, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.place(),
                project,
                user.phone(),
                user.line(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());
    }

    private static DedicatedUser in(ProjectId project, DedicatedUser user) {
        return new DedicatedUser(user.id(), project, user.phone(), user.line(), user.profile(), user.createdAt());
    }
}
