package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Line;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(DomainArbitraries.class)
class SharedUserProperties {

    @Property
    void S1_aCandidateBecomesTheUserThatItIsOnTheLineThatItGets(@ForAll SharedUser user, @ForAll Line line) {
        SharedUserCandidate candidate = new SharedUserCandidate(
                user.id(),
                user.place(),
                user.project(),
                user.phone(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());

        assertThat(candidate.on(user.line())).isEqualTo(user);
        assertThat(candidate.on(line).line()).isEqualTo(line);
    }

    @Property
    void P2_aCandidateWillHoldOnAnyLineWhatItHoldsNowAndItsPhoneOnThatLine(@ForAll SharedUser user) {
        SharedUserCandidate candidate = new SharedUserCandidate(
                user.id(),
                user.place(),
                user.project(),
                user.phone(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());
        List<Key> keys = new ArrayList<>(candidate.keys());
        keys.add(new Key.PhoneOnLine(user.phone(), user.line()));

        assertThat(user.keys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(user.keys().get(0)).isEqualTo(candidate.keys().get(0));
    }

    @Property
    void S3_anotherProfileLeavesAllElse(@ForAll SharedUser user, @ForAll Profile other) {
        assertThat(user.withProfile(other).profile()).isEqualTo(other);
        assertThat(user.withProfile(other).withProfile(user.profile())).isEqualTo(user);
    }

    @Property
    void P5_aNewUsersPlaceIsNamedByItsId(@ForAll UserId id, @ForAll UserId other) {
        assertThat(PlaceId.of(id)).hasToString(id.toString());
        assertThat(PlaceId.of(id).equals(PlaceId.of(other))).isEqualTo(id.equals(other));
    }
}
