package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class NewDedicatedUserProperties {
    @Provide
    Arbitrary<Given> phones() {
        return Given.phones();
    }

    @Provide
    Arbitrary<Given> names() {
        return Given.names();
    }

    @Provide
    Arbitrary<Given> emails() {
        return Given.emails();
    }

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Property
    void V12_everyFaultyFieldIsToldAtOnce(
            @ForAll Project project,
            @ForAll("phones") Given phone,
            @ForAll("phones") Given line,
            @ForAll("names") Given first,
            @ForAll("names") Given last,
            @ForAll("emails") Given email) {
        List<Violation> expected = Stream.of(
                        phone.in(Field.PHONE_NUMBER),
                        line.in(Field.ASSIGNED_PHONE_NUMBER),
                        first.in(Field.FIRST_NAME),
                        last.in(Field.LAST_NAME),
                        email.in(Field.EMAIL))
                .flatMap(Optional::stream)
                .toList();

        Either<DedicatedUserRefusal, NewDedicatedUser> request = NewDedicatedUser.of(
                project,
                new GivenPair(phone.text(), line.text()),
                new GivenProfile(first.text(), last.text(), email.text()));

        assertThat(Given.violations(request)).isEqualTo(expected);
    }

    @Property
    void aValidRequestHoldsWhatWasGiven(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll GivenProfile given) {
        NewDedicatedUser request = NewDedicatedUser.of(
                        project, GivenPair.phone(phone).onLine(line), given)
                .get();

        assertThat(request.project()).isEqualTo(project.id());
        assertThat(request.phone()).isEqualTo(PhoneNumber.of(phone).get());
        assertThat(request.line()).isEqualTo(Line.of(line).get());
        assertThat(request.profile().firstName().map(Name::value)).isEqualTo(Optional.ofNullable(given.firstName()));
        assertThat(request.profile().lastName().map(Name::value)).isEqualTo(Optional.ofNullable(given.lastName()));
        assertThat(request.profile().email().map(EmailAddress::spelling)).isEqualTo(Optional.ofNullable(given.email()));
    }

    /** The line is the platform's, so that only the user's own values are asked to satisfy the stricter rules. */
    @Property
    void V3_aRequestViolatesTheRulesThatWouldHaveRefusedIt(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll GivenProfile given,
            @ForAll PhoneRule phones,
            @ForAll EmailRule emails) {
        ValueRules rules = new ValueRules(phones, emails);
        NewDedicatedUser request = NewDedicatedUser.of(
                        project, GivenPair.phone(phone).onLine(line), given)
                .get();

        Seq<Violation> violations = request.violationsIn(project.withValues(rules));

        assertThat(violations.asJava())
                .isEqualTo(Given.violations(NewDedicatedUser.of(
                        project.withValues(rules), GivenPair.phone(phone).onLine(line), given)));
        assertThat(violations.map(Violation::field)).doesNotContain(Field.ASSIGNED_PHONE_NUMBER);
    }
}
