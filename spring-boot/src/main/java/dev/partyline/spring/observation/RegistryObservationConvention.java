package dev.partyline.spring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How calls of a registry are named, and which keys they have. An application that wants others has a bean of this
 * type.
 */
public interface RegistryObservationConvention extends ObservationConvention<RegistryObservationContext> {

    @Override
    default String getName() {
        return "partyline.registry";
    }

    @Override
    default String getContextualName(RegistryObservationContext context) {
        return "partyline " + context.operation();
    }

    /** {@code operation}, {@code kind}, {@code outcome} and {@code refusal}. */
    @Override
    default KeyValues getLowCardinalityKeyValues(RegistryObservationContext context) {
        return KeyValues.of(
                KeyValue.of("operation", context.operation()),
                KeyValue.of("kind", context.kind()),
                KeyValue.of("outcome", context.outcome()),
                KeyValue.of("refusal", context.refusal()));
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RegistryObservationContext;
    }

    /** The convention of an application that has no other. */
    static RegistryObservationConvention standard() {
        return new RegistryObservationConvention() {};
    }
}
