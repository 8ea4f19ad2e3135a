package dev.partyline.http.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration is wrong. Its message names every fault, each on a line of its own. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigurationFault> faults;

    ConfigurationException(List<ConfigurationFault> faults) {
        super(faults.stream().map(ConfigurationFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault there is; at least one. */
    public List<ConfigurationFault> faults() {
        return faults;
    }
}
