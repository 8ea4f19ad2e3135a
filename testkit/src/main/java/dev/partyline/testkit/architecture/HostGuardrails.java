package dev.partyline.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.UserStore;
import java.util.Set;

/**
 * What keeps a host on the one way to its users. Constants for ArchUnit's {@code @ArchTest}, to be checked over the
 * classes of a host. Each of them fails if there are no such classes.
 */
public final class HostGuardrails {
    /** A look is one of them: its question may bring an admission. */
    private static final Set<String> STORE_CHANGES =
            Set.of("adoptPlan", "commit", "commitAll", "look", "lookAll", "settle", "sweep");

    private static final Set<String> POOL_CHANGES = Set.of("lease", "confirm", "reopen", "release");

    /** Nothing depends on a package of Partyline's own, which may change with any version. */
    public static final ArchRule NOTHING_REACHES_INTO_PARTYLINE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.partyline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.partyline..internal..")
            .because("internal packages are Partyline's own, and change with any version");

    /**
     * Users and places are changed by the registry alone: whoever commits to a store, or leases from a pool, decides
     * without the rules. What implements a port, and may call another one that it wraps, is left alone.
     */
    public static final ArchRule ONLY_THE_REGISTRY_CHANGES_USERS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.partyline..")
            .should()
            .accessTargetWhere(
                    describe("changes users or places around the registry", HostGuardrails::isAroundTheRegistry))
            .because("the rules are kept by UserRegistry, and by nothing below it");

    private HostGuardrails() {}

    private static boolean isAroundTheRegistry(JavaAccess<?> access) {
        return isChange(access) && !isWithinAnAdapter(access.getOriginOwner());
    }

    private static boolean isWithinAnAdapter(JavaClass type) {
        return isAdapter(type) || type.getEnclosingClass().stream().anyMatch(HostGuardrails::isAdapter);
    }

    private static boolean isAdapter(JavaClass type) {
        return type.isAssignableTo(UserStore.class) || type.isAssignableTo(PhonePool.class);
    }

    private static boolean isChange(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return (owner.isAssignableTo(UserStore.class) && STORE_CHANGES.contains(name))
                || (owner.isAssignableTo(PhonePool.class) && POOL_CHANGES.contains(name));
    }
}
