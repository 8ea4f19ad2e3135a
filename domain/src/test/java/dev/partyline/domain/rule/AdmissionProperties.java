package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
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
    void C6_anAdmissionOfTheUserWithItsHashRestsOnTheSame(
            @ForAll CustomerUser user, @ForAll CustomerUser more, @ForAll DeactivatedUser former) {
        LastHolder lastHolder = new LastHolder(user.keys().get(0), Optional.of(former));
        UserAdmission<CustomerUser> admission = new UserAdmission<>(user, Optional.of(former), Optional.of(lastHolder));

        assertThat(admission.of(more))
                .isEqualTo(new UserAdmission<>(more, Optional.of(former), Optional.of(lastHolder)));
    }

    @Property
    void aNewUserRestsOnNothing(@ForAll CustomerUser user) {
        assertThat(UserAdmission.fresh(user)).isEqualTo(new UserAdmission<>(user, Optional.empty(), Optional.empty()));
    }

    @Property
    void L3_aLineIsWishedOrAvoidedAndNotBoth(@ForAll Line line) {
        assertThat(LineWish.preferring(line))
                .isEqualTo(new LineWish(Optional.empty(), Optional.of(line), Optional.empty(), Nearness.ANYWHERE));
        assertThat(LineWish.avoiding(line))
                .isEqualTo(new LineWish(Optional.empty(), Optional.empty(), Optional.of(line), Nearness.ANYWHERE));
        assertThat(LineWish.naming(line))
                .isEqualTo(new LineWish(Optional.of(line), Optional.empty(), Optional.empty(), Nearness.ANYWHERE));
        assertThat(LineWish.NONE)
                .isEqualTo(new LineWish(Optional.empty(), Optional.empty(), Optional.empty(), Nearness.ANYWHERE));
    }

    /** S1: nobody is admitted by a question that is only asked. */
    @Property(tries = 20)
    void S1_aQuestionWithoutItsAdmissionAsksTheSame(@ForAll SharedUserCandidate candidate) {
        Question question = Question.of(candidate.project(), candidate.keys());
        SharedAdmission admission = new SharedAdmission(
                candidate,
                candidate.createdAt(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                LineWish.NONE);

        Question admitting = question.admittingIfNobody(admission, Optional.empty());
        assertThat(admitting.ifNobody()).contains(new ImmediateAdmission(admission, Optional.empty()));
        assertThat(admitting.withoutAdmission()).isEqualTo(question);
        assertThat(question.withoutAdmission()).isEqualTo(question);
    }
}
