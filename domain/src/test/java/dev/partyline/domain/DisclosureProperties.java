package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What may be logged: any object of the domain. */
class DisclosureProperties {

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    /** Names in letters that no class and no field is named with. */
    @Provide
    Arbitrary<GivenProfile> profiles() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('α', 'ω').ofMinLength(2).ofMaxLength(20);
        return Combinators.combine(names, names, DomainArbitraries.emailTexts()).as(GivenProfile::new);
    }

    @Property
    void E3_nothingShowsAWholePhoneNumberNameOrEmail(
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll("profiles") GivenProfile given) {
        List<String> secrets = Stream.of(
                        phone.substring(1),
                        PhoneNumber.of(phone).get().e164().substring(1),
                        line.substring(1),
                        Line.of(line).get().e164().substring(1),
                        String.valueOf(given.firstName()),
                        String.valueOf(given.lastName()),
                        String.valueOf(given.email()))
                .map(DisclosureProperties::inOneCase)
                .toList();

        assertThat(OneOfEach.of(phone, line, given))
                .allSatisfy(object -> assertThat(inOneCase(object.toString())).doesNotContain(secrets));
    }

    @Property
    void E3_theResultOfCheckingShowsNoneEither(
            @ForAll("phoneTexts") String phone, @ForAll("profiles") GivenProfile given) {
        Project project = Project.of(
                ProjectId.parse("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa").orElseThrow());
        GivenProfile faulty =
                new GivenProfile(given.firstName() + "\u0000", given.lastName() + "\ud83d", given.email() + " ");

        assertThat(Stream.of(
                        NewSharedUser.of(project, phone, given),
                        NewSharedUser.of(project, phone + "0".repeat(9), faulty),
                        NewDedicatedUser.of(project, phone, phone, given),
                        NewDedicatedUser.of(project, phone + " ", phone + "x", faulty)))
                .allSatisfy(result -> assertThat(inOneCase(result.toString()))
                        .doesNotContain(
                                phone.substring(1),
                                String.valueOf(given.firstName()),
                                String.valueOf(given.lastName()),
                                inOneCase(String.valueOf(given.email()))));
    }

    /** So that a new type can't be forgotten above. */
    @Example
    void E3_noTypeIsLeftOut() {
        assertThat(OneOfEach.ofPlainValues().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(OneOfEach.instantiableTypes());
    }

    @Example
    void E3_aPhoneNumberShowsItsFirstAndLastTwoDigits() {
        assertThat(PhoneNumber.of("+14155550132").get()).hasToString("+14…32");
    }

    private static String inOneCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
