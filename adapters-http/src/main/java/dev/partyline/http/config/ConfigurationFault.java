package dev.partyline.http.config;

/**
 * What is wrong at one place of the configuration. Quotes no value, which may be a secret.
 *
 * @param place such as {@code spectrum.projects[0].id}
 */
public record ConfigurationFault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
