package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.RunName;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** In letters that no class and no field is named with, too. */
    @Provide
    Arbitrary<OneOfEach.Secrets> secrets() {
        Arbitrary<String> texts =
                Arbitraries.strings().withCharRange('а', 'я').ofMinLength(16).ofMaxLength(20);
        return Combinators.combine(
                        DomainArbitraries.formatEmailTexts(), texts, texts, texts, texts, texts, texts, texts)
                .as(OneOfEach.Secrets::new);
    }

    @Property
    void E3_nothingShowsAPhoneNumberANameAnEmailOrASecretWhole(
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll("profiles") GivenProfile given,
            @ForAll("secrets") OneOfEach.Secrets others) {
        List<String> secrets = Stream.concat(
                        others.all(),
                        Stream.of(
                                phone.substring(1),
                                PhoneNumber.of(phone).get().e164().substring(1),
                                line.substring(1),
                                Line.of(line).get().e164().substring(1),
                                String.valueOf(given.firstName()),
                                String.valueOf(given.lastName()),
                                String.valueOf(given.email())))
                .map(DisclosureProperties::inOneCase)
                .toList();

        assertThat(OneOfEach.of(phone, line, given, others))
                .allSatisfy(object -> assertThat(inOneCase(object.toString())).doesNotContain(secrets));
    }

    @Property
    void E3_theResultOfCheckingShowsNoneEither(
            @ForAll("phoneTexts") String phone, @ForAll("profiles") GivenProfile given) {
        Project project =
                Project.of(ProjectId.of("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa").get());
        GivenProfile faulty =
                new GivenProfile(given.firstName() + "\u0000", given.lastName() + "\ud83d", given.email() + " ");

        assertThat(Stream.of(
                        NewSharedUser.of(project, phone, given),
                        NewSharedUser.of(project, phone + "0".repeat(9), faulty),
                        NewDedicatedUser.of(project, GivenPair.phone(phone).onLine(phone), given),
                        NewDedicatedUser.of(project, new GivenPair(phone + " ", phone + "x"), faulty)))
                .allSatisfy(result -> assertThat(inOneCase(result.toString()))
                        .doesNotContain(
                                phone.substring(1),
                                String.valueOf(given.firstName()),
                                String.valueOf(given.lastName()),
                                inOneCase(String.valueOf(given.email()))));
    }

    @Property
    void E3_theResultOfCheckingOtherUsersShowsNoneEither(
            @ForAll("profiles") GivenProfile names, @ForAll("secrets") OneOfEach.Secrets given) {
        List<String> secrets = given.all().map(DisclosureProperties::inOneCase).toList();
        String broken = "\ud83d";

        assertThat(Stream.of(
                        NewCustomerUser.of(
                                ConsoleProject.of(new ConsoleProjectId("console-project")),
                                new GivenCustomerUser(
                                        given.customer() + broken,
                                        given.email() + " ",
                                        names.firstName() + broken,
                                        names.lastName(),
                                        given.password() + broken,
                                        given.passwordHash(),
                                        null,
                                        null)),
                        NewSubscriberUser.of(
                                Account.of(new AccountId("account")),
                                new GivenSubscriberUser(
                                        names.firstName(),
                                        given.email() + "@",
                                        given.identity(),
                                        given.identity() + broken,
                                        JsonObject.of(Map.of(given.metadata() + broken, new JsonNull())))),
                        NewAppUser.of(
                                App.of(new AppId("app")),
                                new GivenAppUser(
                                        List.of(new GivenIdentifier(
                                                GivenIdentifier.Type.EMAIL_ADDRESS, given.email() + " ")),
                                        Map.of(given.metadata(), given.metadata() + broken),
                                        given.identity(),
                                        given.externalId() + broken)),
                        IdempotencyKey.of(given.idempotencyKey() + broken),
                        RunName.of(given.idempotencyKey() + broken),
                        Password.of(given.password() + broken),
                        PasswordHash.of(given.passwordHash() + broken)))
                .allSatisfy(result -> assertThat(inOneCase(result.toString()))
                        .contains("invalid")
                        .doesNotContain(secrets));
    }

    @Property
    void E3_theResultOfCheckingAPatchShowsNoneEither(
            @ForAll("phoneTexts") String phone,
            @ForAll("profiles") GivenProfile names,
            @ForAll("secrets") OneOfEach.Secrets given) {
        List<String> secrets = Stream.concat(
                        given.all(),
                        Stream.of(phone.substring(1), String.valueOf(names.firstName()), String.valueOf(names.email())))
                .map(DisclosureProperties::inOneCase)
                .toList();
        String broken = "\ud83d";
        UserId id = UserId.of("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb").get();
        Project project =
                Project.of(ProjectId.of("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa").get());
        Setting<String> name = Setting.to(names.firstName() + broken);
        Setting<String> email = Setting.to(names.email() + " ");
        Setting<JsonObject> json = Setting.to(JsonObject.of(Map.of(given.metadata() + broken, new JsonNull())));
        GivenIdentifier identifier = new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, given.email() + " ");

        assertThat(Stream.of(
                        SharedUserPatch.of(
                                project,
                                id,
                                new GivenSharedUserPatch(Setting.to(phone + " "), name, name, email, json)),
                        DedicatedUserPatch.of(project, id, new GivenDedicatedUserPatch(name, name, email, json)),
                        CustomerUserPatch.of(
                                ConsoleProject.of(new ConsoleProjectId("console-project")),
                                id,
                                new GivenCustomerUserPatch(
                                        email,
                                        name,
                                        name,
                                        Setting.to(given.password() + broken),
                                        Setting.left(),
                                        Setting.cleared())),
                        SubscriberUserPatch.of(
                                Account.of(new AccountId("account")),
                                id,
                                new GivenSubscriberUserPatch(
                                        name,
                                        email,
                                        Setting.to(phone + "x"),
                                        Setting.to(given.identity() + broken),
                                        json)),
                        AppUserPatch.of(
                                App.of(new AppId("app")),
                                id,
                                new GivenAppUserPatch(
                                        Setting.to(List.of(identifier)),
                                        Setting.to(Map.of(given.metadata(), Optional.of(given.metadata() + broken))),
                                        Setting.to(given.externalId() + broken)))))
                .allSatisfy(result -> assertThat(inOneCase(result.toString()))
                        .contains("invalid")
                        .doesNotContain(secrets));
    }

    /** So that a new type can't be forgotten above. */
    @Example
    void E3_noTypeIsLeftOut() {
        assertThat(OneOfEach.ofPlainValues().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(OneOfEach.instantiableTypes());
    }

    @Example
    void everythingShowsSomething() {
        assertThat(OneOfEach.ofPlainValues())
                .allSatisfy(object -> assertThat(object.toString()).isNotBlank());
        assertThat(new GivenProfile("Ann", null, null))
                .hasToString("GivenProfile[firstName given, lastName omitted, email omitted]");
    }

    @Example
    void E3_aPhoneNumberShowsItsFirstAndLastTwoDigits() {
        assertThat(PhoneNumber.of("+14155550132").get()).hasToString("+14…32");
    }

    @Example
    void E3_anAttemptAtAChangeShowsItsIdAndAPairNothing() {
        UserId id = UserId.of("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb").get();

        assertThat(ChangeId.of(id)).hasToString("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb");
        assertThat(GivenPair.phone("+14155550132").onLine("+14155550199")).hasToString("GivenPair");
    }

    private static String inOneCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
