package dev.partyline.spring;

import java.util.List;

/** Properties that are not accepted. The message names every fault and shows no value. */
final class InvalidPropertiesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidPropertiesException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
