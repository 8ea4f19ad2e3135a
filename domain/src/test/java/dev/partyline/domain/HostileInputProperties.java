package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.Region;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class HostileInputProperties {
    private static final Set<Class<?>> TAKES_TEXTS = Set.of(String.class, GivenPair.class);

    private static final List<Method> FACTORIES = OneOfEach.types().stream()
            .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
            .filter(type -> !type.getPackageName().endsWith(".internal"))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
            .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(TAKES_TEXTS::contains))
            .toList();

    private static final List<Method> FOR_CALLERS =
            FACTORIES.stream().filter(method -> !isForStores(method)).toList();

    private static final List<Method> FOR_STORES =
            FACTORIES.stream().filter(HostileInputProperties::isForStores).toList();

    @Provide
    Arbitrary<@Nullable String> hostileTexts() {
        return DomainArbitraries.hostileTexts().injectNull(0.05);
    }

    @Property(tries = 5_000)
    void E4_noTextMakesAFactoryThrow(
            @ForAll Project project,
            @ForAll PhoneRule phones,
            @ForAll EmailRule emails,
            @ForAll("hostileTexts") @Nullable String text,
            @ForAll("hostileTexts") @Nullable String first,
            @ForAll("hostileTexts") @Nullable String last,
            @ForAll("hostileTexts") @Nullable String email) {
        List<Object> others = List.of(
                project.withValues(new ValueRules(phones, emails)),
                phones,
                emails,
                Region.of("US").get(),
                new GivenProfile(first, last, email),
                new GivenPair(text, first),
                new UUID(0, 0),
                Stream.of(first, last, email).map(Optional::ofNullable).toList());
        for (Method factory : FOR_CALLERS) {
            Object[] arguments = Stream.of(factory.getAnnotatedParameterTypes())
                    .map(type -> type.getType() == String.class ? textFor(type, text) : oneOf(type.getType(), others))
                    .toArray();

            assertThatCode(() -> assertThat(factory.invoke(null, arguments).toString())
                            .isNotNull())
                    .as("%s of '%s'", factory, text)
                    .doesNotThrowAnyException();
        }
    }

    /** What a store kept may be damaged. It is restored, or not by the one exception that says so. */
    @Property
    void E4_noTextMakesAStoresFactoryThrowAnotherException(@ForAll("hostileTexts") @Nullable String text) {
        for (Method factory : FOR_STORES) {
            Throwable thrown = catchThrowable(() -> assertThat(
                            factory.invoke(null, text == null ? "" : text).toString())
                    .isNotNull());

            assertThat(thrown == null ? null : thrown.getCause())
                    .as("%s of '%s'", factory, text)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            failure -> assertThat(failure).isInstanceOf(IllegalArgumentException.class));
        }
    }

    /** Metadata too, in which the texts are names as well as values. */
    @Property
    void E4_noRequestOfAnotherKindMakesItsFactoryThrow(
            @ForAll ConsoleProject consoleProject,
            @ForAll Account account,
            @ForAll App app,
            @ForAll GivenIdentifier.Type type,
            @ForAll @Size(max = 12) List<@From("hostileTexts") @Nullable String> hostile) {
        Iterator<@Nullable String> texts = Stream.<@Nullable String>concat(
                        hostile.stream(), Stream.<@Nullable String>generate(() -> ""))
                .iterator();
        Map<String, JsonValue> members = new HashMap<>();
        Map<String, String> profile = new HashMap<>();
        hostile.stream().flatMap(Stream::ofNullable).forEach(text -> {
            members.put(text, JsonArray.of(List.of(new JsonString(text), new JsonNull())));
            profile.put(text, text);
        });
        List<GivenIdentifier> identifiers =
                hostile.stream().map(text -> new GivenIdentifier(type, text)).toList();

        assertThatCode(() -> assertThat(Stream.<Object>of(
                                        NewCustomerUser.of(
                                                consoleProject,
                                                new GivenCustomerUser(
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        null,
                                                        null)),
                                        NewSubscriberUser.of(
                                                account,
                                                new GivenSubscriberUser(
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        texts.next(),
                                                        JsonObject.of(members))),
                                        NewAppUser.of(
                                                app,
                                                new GivenAppUser(identifiers, profile, texts.next(), texts.next())))
                                .map(Object::toString))
                        .hasSize(3))
                .doesNotThrowAnyException();
    }

    @Property
    void E4_noPatchMakesItsFactoryThrow(
            @ForAll Project project,
            @ForAll ConsoleProject consoleProject,
            @ForAll Account account,
            @ForAll App app,
            @ForAll UserId id,
            @ForAll GivenIdentifier.Type type,
            @ForAll @Size(max = 12) List<@From("hostileTexts") @Nullable String> hostile) {
        Iterator<Setting<String>> settings = Stream.<Setting<String>>concat(
                        hostile.stream()
                                .<Setting<String>>map(text -> text == null ? Setting.cleared() : Setting.to(text)),
                        Stream.generate(Setting::left))
                .iterator();
        Map<String, JsonValue> members = new HashMap<>();
        Map<String, Optional<String>> profile = new HashMap<>();
        hostile.stream().flatMap(Stream::ofNullable).forEach(text -> {
            members.put(text, JsonArray.of(List.of(new JsonString(text), new JsonNull())));
            profile.put(text, Optional.of(text));
        });
        Setting<JsonObject> json = Setting.to(JsonObject.of(members));
        List<GivenIdentifier> identifiers =
                hostile.stream().map(text -> new GivenIdentifier(type, text)).toList();

        assertThatCode(() -> assertThat(Stream.<Object>of(
                                        SharedUserPatch.of(
                                                project,
                                                id,
                                                new GivenSharedUserPatch(
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next(),
                                                        json)),
                                        DedicatedUserPatch.of(
                                                project,
                                                id,
                                                new GivenDedicatedUserPatch(
                                                        settings.next(), settings.next(), settings.next(), json)),
                                        CustomerUserPatch.of(
                                                consoleProject,
                                                id,
                                                new GivenCustomerUserPatch(
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next().map(text -> text),
                                                        Setting.left(),
                                                        Setting.cleared())),
                                        SubscriberUserPatch.of(
                                                account,
                                                id,
                                                new GivenSubscriberUserPatch(
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next(),
                                                        settings.next(),
                                                        json)),
                                        AppUserPatch.of(
                                                app,
                                                id,
                                                new GivenAppUserPatch(
                                                        Setting.to(identifiers), Setting.to(profile), settings.next())))
                                .map(Object::toString))
                        .hasSize(5))
                .doesNotThrowAnyException();
    }

    @Example
    void E4_thereAreFactoriesToBeTried() {
        assertThat(FOR_CALLERS.stream()
                        .map(factory -> factory.getDeclaringClass().getSimpleName() + "." + factory.getName())
                        .distinct())
                .contains(
                        "PhoneNumber.of",
                        "Line.of",
                        "Name.of",
                        "EmailAddress.of",
                        "UserId.of",
                        "ProjectId.of",
                        "NewSharedUser.of",
                        "GivenPair.phone",
                        "NewDedicatedUser.of",
                        "CustomerId.of",
                        "ExternalId.of",
                        "IdempotencyKey.of",
                        "LegalIdentity.of",
                        "Name.notBlank",
                        "WrittenPhone.of",
                        "Region.of");
        assertThat(FOR_STORES.stream()
                        .map(factory -> factory.getDeclaringClass().getSimpleName()))
                .containsExactlyInAnyOrder(
                        "PhoneNumber",
                        "Line",
                        "Name",
                        "EmailAddress",
                        "TenantId",
                        "CustomerId",
                        "ExternalId",
                        "IdempotencyKey",
                        "LegalIdentity");
    }

    /** It restores what a store kept, which no caller gave. */
    private static boolean isForStores(Method factory) {
        return factory.getName().equals("restored");
    }

    private static @Nullable String textFor(AnnotatedType type, @Nullable String text) {
        return text == null && !type.isAnnotationPresent(Nullable.class) ? "" : text;
    }

    private static Object oneOf(Type type, List<Object> objects) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        return objects.stream()
                .filter(raw::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to try a parameter of " + type + " with"));
    }
}
