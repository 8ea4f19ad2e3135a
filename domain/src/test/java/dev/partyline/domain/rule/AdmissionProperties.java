package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What becomes of an admission once a store or a pool has done its part. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class AdmissionProperties {

    @Property
    void S1_theUserOfAnAdmissionIsOnTheLineThatThePoolGave(@ForAll SharedUser like, @ForAll Line line) {
        SharedUserCandidate candidate = new SharedUserCandidate(
                like.id(),
                PlaceId.of(like.id()),
                like.project(),
                like.phone(),
                like.profile(),
                like.createdAt(),
                SharedIdentity.PHONE);
        SharedAdmission fresh = new SharedAdmission(
                candidate, Optional.empty(), Optional.empty(), OptionalInt.empty(), LineWish.preferring(line));
        SharedAdmission revival = new SharedAdmission(
                candidate,
                Optional.of(new DeactivatedUser(like, Instant.EPOCH)),
                Optional.empty(),
                OptionalInt.empty(),
                LineWish.NONE);

        assertThat(candidate.on(line).line()).isEqualTo(line);
        assertThat(fresh.on(line)).isEqualTo(new Outcome.Created<>(candidate.on(line)));
        assertThat(revival.on(line)).isEqualTo(new Outcome.Revived<>(candidate.on(line)));
        assertThat(fresh.wish().preferred()).hasValue(line);
    }

    @Property
    void anAdmissionOfTheUserWithMoreToItRestsOnTheSame(@ForAll CustomerUser user, @ForAll CustomerUser more) {
        Admission<CustomerUser> admission =
                new Admission<>(user, Optional.of(new DeactivatedUser(user, Instant.EPOCH)), Optional.empty());

        assertThat(admission.of(more)).isEqualTo(new Admission<>(more, admission.revived(), admission.lastHolder()));
    }
}
