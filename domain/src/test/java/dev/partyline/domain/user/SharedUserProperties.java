package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class SharedUserProperties {

    @Property
    void S1_aCandidateBecomesTheUserThatItIsOnTheLineThatItGets(
            @ForAll SharedUserCandidate candidate, @ForAll Line line) {
        assertThat(candidate.on(line))
                .isEqualTo(new SharedUser(
                        candidate.id(),
                        candidate.version(),
                        candidate.project(),
                        candidate.phone(),
                        line,
                        candidate.placedBy(),
                        candidate.profile(),
                        candidate.createdAt(),
                        candidate.identifiedBy(),
                        candidate.claims()));
    }

    @Property
    void P2_aCandidateWillHoldOnAnyLineWhatItHoldsNowAndItsPhoneOnThatLine(
            @ForAll SharedUserCandidate candidate, @ForAll Line line) {
        SharedUser user = candidate.on(line);
        List<Key> keys = new ArrayList<>(candidate.keys());
        keys.addAll(Key.PhoneOnLine.of(user.phone(), user.claims(), user.line()));

        assertThat(user.keys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(user.keys().get(0)).isEqualTo(candidate.keys().get(0));
    }

    @Property
    void S3_anotherProfileAndEditionLeaveAllElseButL6_theVersion(
            @ForAll SharedUser user, @ForAll Profile other, @ForAll SharedIdentity edition) {
        assertThat(user.with(other, edition))
                .isEqualTo(new SharedUser(
                        user.id(),
                        user.version() + 1,
                        user.project(),
                        user.phone(),
                        user.line(),
                        user.placedBy(),
                        other,
                        user.createdAt(),
                        edition,
                        user.claims()));
    }

    @Property
    void P5_theAttemptThatMakesANewUserIsNamedByItsId(@ForAll UserId id, @ForAll UserId other) {
        assertThat(ChangeId.of(id)).hasToString(id.toString());
        assertThat(ChangeId.of(id).equals(ChangeId.of(other))).isEqualTo(id.equals(other));
    }

    @Property(tries = 100)
    void P2_aUserIsReachedByEachFormOfItsPhoneAndByNoOtherNumber(@ForAll SharedUser user, @ForAll PhoneNumber other) {
        List<PhoneNumber> forms = user.claims().everywhere(user.phone());

        assertThat(forms).allMatch(user::isReachedBy);
        assertThat(user.isReachedBy(other)).isEqualTo(forms.contains(other));
    }
}
