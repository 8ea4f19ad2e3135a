package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class HostileInputProperties {
    private static final List<Method> FACTORIES = OneOfEach.types().stream()
            .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
            .filter(type -> !type.getPackageName().endsWith(".internal"))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
            .filter(method -> Arrays.asList(method.getParameterTypes()).contains(String.class))
            .toList();

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
                new GivenProfile(first, last, email));
        for (Method factory : FACTORIES) {
            Object[] arguments = Stream.of(factory.getParameterTypes())
                    .map(type -> type == String.class ? text : oneOf(type, others))
                    .toArray();

            assertThatCode(() -> assertThat(factory.invoke(null, arguments).toString())
                            .isNotNull())
                    .as("%s of '%s'", factory, text)
                    .doesNotThrowAnyException();
        }
    }

    @Example
    void E4_thereAreFactoriesToBeTried() {
        assertThat(FACTORIES.stream()
                        .map(factory -> factory.getDeclaringClass().getSimpleName() + "." + factory.getName())
                        .distinct())
                .contains(
                        "PhoneNumber.of",
                        "Line.of",
                        "Name.of",
                        "EmailAddress.of",
                        "UserId.parse",
                        "ProjectId.parse",
                        "NewSharedUser.of",
                        "NewDedicatedUser.of");
    }

    private static Object oneOf(Class<?> type, List<Object> objects) {
        return objects.stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to try a parameter of " + type + " with"));
    }
}
