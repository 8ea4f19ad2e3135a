package com.example.ownstore;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.partyline.testkit.architecture.HostGuardrails;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter().importPackages("com.example");

    @Test
    void onlyTheRegistryChangesUsers() {
        HostGuardrails.ONLY_THE_REGISTRY_CHANGES_USERS.check(classes);
    }

    @Test
    void nothingReachesIntoPartyline() {
        HostGuardrails.NOTHING_REACHES_INTO_PARTYLINE.check(classes);
    }
}
