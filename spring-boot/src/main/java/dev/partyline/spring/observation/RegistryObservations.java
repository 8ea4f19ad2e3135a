package dev.partyline.spring.observation;

import dev.partyline.ports.UserRegistry;
import io.micrometer.observation.ObservationRegistry;

/** Where calls of registries are observed, and how they are called there. Safe for use by many threads. */
public final class RegistryObservations {
    private final ObservationRegistry observations;
    private final RegistryObservationConvention convention;

    public RegistryObservations(ObservationRegistry observations, RegistryObservationConvention convention) {
        this.observations = observations;
        this.convention = convention;
    }

    /** The same registry, each call of which is observed; the registry itself if nobody observes. */
    public UserRegistry of(UserRegistry registry) {
        return observations.isNoop() ? registry : new ObservedUserRegistry(registry, observations, convention);
    }
}
