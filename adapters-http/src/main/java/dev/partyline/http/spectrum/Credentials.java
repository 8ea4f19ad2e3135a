package dev.partyline.http.spectrum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Request;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Who may act for which project: Basic authentication with the project's id and secret. Immutable. */
final class Credentials {
    private static final String SCHEME = "Basic ";

    /** What the secret of an unknown project is compared with, so that it takes as long as a wrong one. */
    private static final Secret NOBODYS = new Secret("no project has this secret");

    private final Map<ProjectId, Secret> secrets;

    Credentials(Map<ProjectId, Secret> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** The project of the path, if the request proves to come from it. */
    Optional<ProjectId> authenticate(Request request, String projectInPath) {
        return request.header("Authorization")
                .flatMap(Credentials::userAndPassword)
                .filter(this::isKnown)
                .flatMap(given -> projectId(given.user()))
                .filter(project -> projectId(projectInPath).equals(Optional.of(project)));
    }

    private record UserAndPassword(String user, String password) {}

    private boolean isKnown(UserAndPassword given) {
        Optional<Secret> secret = projectId(given.user()).map(secrets::get);
        return secret.orElse(NOBODYS).matches(given.password()) && secret.isPresent();
    }

    private static Optional<ProjectId> projectId(String text) {
        return ProjectId.of(text).toJavaOptional();
    }

    private static Optional<UserAndPassword> userAndPassword(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String decoded = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new UserAndPassword(decoded.substring(0, colon), decoded.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
