package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineOwnership;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What {@link LineOwnership} demands (rules D1, T2): a project owns its lines, and nobody else does. Extended by the test of an
 * adapter, which says who owns what. The adapter is used by many threads.
 */
public abstract class LineOwnershipContract {
    /** For tests of adapters. */
    protected LineOwnershipContract() {}

    /** The adapter. */
    protected abstract LineOwnership lines();

    /** A project that owns {@link #owned()}. */
    protected abstract ProjectId owner();

    /** A line that {@link #owner()} owns, and {@link #other()} does not. */
    protected abstract Line owned();

    /** Another project. */
    protected abstract ProjectId other();

    @Test
    void D1_aProjectOwnsItsLine() {
        assertThat(lines().owns(owner(), owned())).isTrue();
    }

    /** The number as the store of somebody else keeps it is the same line. */
    @Test
    void D1_aLineIsItsNumberWhoeverMadeIt() {
        assertThat(lines().owns(owner(), Line.restored(owned().e164()).get())).isTrue();
    }

    @Test
    void T2_aLineIsNotAnotherProjects() {
        assertThat(lines().owns(other(), owned())).isFalse();
        assertThat(lines().owns(ProjectId.parse(UUID.randomUUID().toString()).orElseThrow(), owned()))
                .as("a project that there is not")
                .isFalse();
    }

    @Test
    void D1_aLineThatNobodyOwnsIsNotTheProjects() {
        assertThat(lines().owns(owner(), Line.of("+99999999999").get())).isFalse();
    }

    @Test
    void D1_manyMayAskAtTheSameTime() {
        LineOwnership lines = lines();
        assertThat(Race.run(caller -> lines.owns(caller % 2 == 0 ? owner() : other(), owned()) == (caller % 2 == 0)))
                .containsOnly(true);
    }
}
