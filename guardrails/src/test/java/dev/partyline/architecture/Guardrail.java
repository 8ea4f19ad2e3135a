package dev.partyline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.partyline.domain.planted.AsksTheClock;
import dev.partyline.domain.planted.ChangesItself;
import dev.partyline.domain.planted.DrawsAnId;
import dev.partyline.domain.planted.KnowsAFramework;
import dev.partyline.domain.planted.KnowsAPort;
import dev.partyline.domain.planted.PrintsItself;
import dev.partyline.domain.planted.ReadsWrittenNumbers;
import dev.partyline.domain.planted.StartsAThread;
import dev.partyline.domain.planted.UserHelper;
import dev.partyline.domain.value.WrittenPhone;
import dev.partyline.http.spectrum.planted.HashesItself;
import dev.partyline.http.spectrum.planted.KnowsTheServer;
import dev.partyline.inmemory.planted.KnowsTheHost;
import dev.partyline.inmemory.planted.ReachesIntoTheDomain;
import dev.partyline.planted.a.NeedsB;
import dev.partyline.planted.b.NeedsA;
import dev.partyline.ports.driven.planted.KnowsAnAdapter;
import dev.partyline.ports.driven.planted.SpeaksVavr;
import dev.partyline.postgres.planted.KnowsAConnectionPool;
import dev.partyline.postgres.planted.KnowsTheRegistry;
import dev.partyline.spring.planted.KnowsAnotherAdapter;
import dev.partyline.testkit.arbitrary.planted.AsksAPort;
import dev.partyline.testkit.planted.KnowsItsSubject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * One rule of the architecture, and what breaks it.
 *
 * @param planted classes that break it together, each list by itself
 */
record Guardrail(String name, ArchRule rule, List<List<Class<?>>> planted) {

    private static final String[] LANGUAGE = {
        "java.lang",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.util",
        "java.util.function",
        "java.util.stream",
        "java.util.regex",
        "java.util.concurrent.atomic",
        "java.time",
        "org.jspecify.annotations"
    };

    static List<Guardrail> all() {
        return List.of(
                new Guardrail(
                        "the domain depends on the language, vavr, libphonenumber, ICU4J and commons-validator alone",
                        allowed(
                                "dev.partyline.domain..",
                                resideInAnyPackage(
                                                "dev.partyline.domain..",
                                                "java.math",
                                                "java.nio.charset",
                                                "io.vavr..",
                                                "com.google.i18n.phonenumbers..",
                                                "com.ibm.icu..",
                                                "org.apache.commons.validator..")
                                        .or(belongTo(
                                                ByteBuffer.class,
                                                MessageDigest.class,
                                                NoSuchAlgorithmException.class))),
                        each(KnowsAFramework.class, KnowsAPort.class)),
                new Guardrail(
                        "only the domain's internal package and the testkit's arbitraries know libphonenumber and ICU4J",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "dev.partyline.domain.internal..", "dev.partyline.testkit.arbitrary..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("com.google.i18n..", "com.ibm.icu.."),
                        each(KnowsAFramework.class)),
                new Guardrail(
                        "nothing but a host that asks for it reads numbers as people write them (V4)",
                        noClasses()
                                .that()
                                .doNotBelongToAnyOf(WrittenPhone.class)
                                .should()
                                .dependOnClassesThat(belongTo(WrittenPhone.class)),
                        each(ReadsWrittenNumbers.class)),
                new Guardrail(
                        "the domain has no clock, no randomness, no threads and no output",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.partyline.domain..")
                                .should()
                                .callMethodWhere(describe(
                                        "reads the clock or draws randomness",
                                        call -> List.of("now", "randomUUID", "random", "currentTimeMillis", "nanoTime")
                                                .contains(call.getTarget().getName())))
                                .orShould()
                                .dependOnClassesThat(belongTo(
                                        Clock.class, InstantSource.class, Random.class, Thread.class, System.class)),
                        each(AsksTheClock.class, DrawsAnId.class, PrintsItself.class, StartsAThread.class)),
                new Guardrail(
                        "the domain's values don't change",
                        fields().that()
                                .areDeclaredInClassesThat()
                                .resideInAPackage("dev.partyline.domain..")
                                .should()
                                .beFinal(),
                        each(ChangesItself.class)),
                new Guardrail(
                        "ports depend on the language, the domain and vavr alone",
                        allowed(
                                "dev.partyline.ports..",
                                "dev.partyline.domain..",
                                "dev.partyline.ports..",
                                "java.util.concurrent..",
                                "java.time.temporal",
                                "io.vavr.."),
                        each(KnowsAnAdapter.class)),
                new Guardrail(
                        "driven ports speak no vavr, so that adapters need none",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.partyline.ports.driven..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.vavr.."),
                        each(SpeaksVavr.class)),
                new Guardrail(
                        "the in-memory adapter depends on the language, the domain and the driven ports alone",
                        allowed(
                                "dev.partyline.inmemory..",
                                "dev.partyline.domain..",
                                "dev.partyline.ports.driven..",
                                "dev.partyline.inmemory..",
                                "java.util.concurrent.."),
                        each(KnowsTheHost.class)),
                new Guardrail(
                        "the PostgreSQL adapter depends on the language, the domain, the driven ports, JDBC and jackson-core alone",
                        allowed(
                                "dev.partyline.postgres..",
                                "dev.partyline.domain..",
                                "dev.partyline.ports.driven..",
                                "dev.partyline.postgres..",
                                "java.math",
                                "java.sql",
                                "java.util.concurrent..",
                                "javax.sql",
                                "tools.jackson.core.."),
                        each(KnowsAConnectionPool.class, KnowsTheRegistry.class)),
                new Guardrail(
                        "the starter depends on the ports, the PostgreSQL adapter, Spring, Micrometer and Flyway alone",
                        allowed(
                                "dev.partyline.spring..",
                                "dev.partyline.domain..",
                                "dev.partyline.ports..",
                                "dev.partyline.postgres..",
                                "dev.partyline.spring..",
                                "java.lang.annotation",
                                "java.nio",
                                "java.util.concurrent..",
                                "javax.sql",
                                "io.micrometer..",
                                "io.vavr..",
                                "org.flywaydb.core..",
                                "org.slf4j",
                                "org.springframework.."),
                        each(KnowsAnotherAdapter.class)),
                new Guardrail(
                        "the testkit depends on the language, the domain, the ports and what tests are written with alone",
                        allowed(
                                "dev.partyline.testkit..",
                                "dev.partyline.domain..",
                                "dev.partyline.ports..",
                                "dev.partyline.testkit..",
                                "java.lang.annotation",
                                "java.lang.reflect",
                                "java.math",
                                "java.time.temporal",
                                "java.util.concurrent..",
                                "io.vavr..",
                                "com.google.i18n.phonenumbers..",
                                "com.tngtech.archunit..",
                                "net.jqwik.api..",
                                "org.assertj.core.api..",
                                "org.junit.jupiter..",
                                "org.opentest4j.."),
                        each(KnowsItsSubject.class)),
                new Guardrail(
                        "the testkit's arbitraries, which the domain's tests compile, know no port",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.partyline.testkit.arbitrary..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.partyline.ports.."),
                        each(AsksAPort.class)),
                new Guardrail(
                        "only the host and the starter know an adapter",
                        noClasses()
                                .that()
                                .resideInAnyPackage(
                                        "dev.partyline.domain..", "dev.partyline.ports..", "dev.partyline.testkit..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "dev.partyline.inmemory..",
                                        "dev.partyline.postgres..",
                                        "dev.partyline.http..",
                                        "dev.partyline.spring.."),
                        each(KnowsAnAdapter.class, KnowsItsSubject.class)),
                new Guardrail(
                        "the domain's internal package is the domain's alone",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.partyline.domain..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.partyline.domain.internal.."),
                        each(ReachesIntoTheDomain.class)),
                new Guardrail(
                        "only the server package knows Netty",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.partyline.http.server..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.netty.."),
                        each(KnowsTheServer.class)),
                new Guardrail(
                        "only the password package knows BouncyCastle",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.partyline.http.password..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.bouncycastle.."),
                        each(HashesItself.class)),
                new Guardrail(
                        "packages have no cycles",
                        slices().matching("dev.partyline.(**)").should().beFreeOfCycles(),
                        List.of(List.of(NeedsA.class, NeedsB.class))),
                new Guardrail(
                        "names say what a thing is",
                        noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Misc|Common)(\\$.*)?"),
                        each(UserHelper.class)),
                new Guardrail(
                        "every package is null-marked",
                        classes().should(resideInNullMarkedPackage()),
                        each(UserHelper.class)));
    }

    private static List<List<Class<?>>> each(Class<?>... planted) {
        return Stream.of(planted).<List<Class<?>>>map(List::of).toList();
    }

    private static ArchRule allowed(String from, String... more) {
        return allowed(from, resideInAnyPackage(more));
    }

    private static ArchRule allowed(String from, DescribedPredicate<JavaClass> more) {
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE).or(more));
    }

    private static DescribedPredicate<JavaClass> belongTo(Class<?>... types) {
        return describe("is one of these", type -> Stream.of(types).anyMatch(type::isEquivalentTo));
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is null-marked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not null-marked"));
                }
            }
        };
    }
}
