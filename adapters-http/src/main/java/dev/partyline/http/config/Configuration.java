package dev.partyline.http.config;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.PoolLine;
import java.util.List;
import java.util.Set;

/** What the host serves. Immutable. */
public record Configuration(Spectrum spectrum) {

    /** The projects of the Spectrum API, and the pool that their shared users get lines from. */
    public record Spectrum(List<SpectrumProject> projects, List<PoolLine> pool) {}

    /**
     * A project of the Spectrum API.
     *
     * @param lines the lines that it owns
     */
    public record SpectrumProject(Project project, Secret secret, Set<Line> lines) {}
}
