package dev.partyline.inmemory.contract;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a test its fault, by the name that the run is configured with. */
final class PlantedFault implements ParameterResolver {
    static final String NAME = "partyline.fault";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().getSimpleName().equals("Fault");
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = context.getConfigurationParameter(NAME).orElseThrow();
        return Stream.of(parameter.getParameter().getType().getEnumConstants())
                .filter(fault -> fault.toString().equals(name))
                .findAny()
                .orElseThrow();
    }
}
