package dev.partyline.http.config;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.http.config.Configuration.Spectrum;
import dev.partyline.http.config.Configuration.SpectrumProject;
import dev.partyline.inmemory.PoolLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a configuration. The sections of APIs that this host does not serve yet are checked all the same, so that one file does
 * for every version.
 */
public final class ConfigurationReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, SharedIdentity> SHARED_IDENTITIES =
            Map.of("phone", SharedIdentity.PHONE, "phone-or-email", SharedIdentity.PHONE_OR_EMAIL);
    private static final Map<String, PhoneRule> PHONE_RULES =
            Map.of("e164", PhoneRule.E164, "possible", PhoneRule.POSSIBLE, "valid", PhoneRule.VALID);
    private static final Map<String, EmailRule> EMAIL_RULES =
            Map.of("published", EmailRule.PUBLISHED, "strict", EmailRule.STRICT);
    private static final Map<String, Recreation> RECREATIONS = Map.of(
            "fresh", Recreation.FRESH, "revive", Recreation.REVIVE, "avoid-last-line", Recreation.AVOID_LAST_LINE);
    private static final Map<String, String> SUBSCRIBER_KEYS =
            Map.of("email", "email", "msisdn", "msisdn", "identity", "identity");

    private ConfigurationReader() {}

    /**
     * The configuration that the text is.
     *
     * @throws ConfigurationException if it is none; it names every fault
     */
    public static Configuration read(String json) throws ConfigurationException {
        List<ConfigurationFault> faults = new ArrayList<>();
        Configuration configuration = configuration(Place.root(parsed(json), faults));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return configuration;
    }

    private static JsonNode parsed(String json) throws ConfigurationException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new ConfigurationException(
                    List.of(new ConfigurationFault(placeOf(notJson), "is not JSON with every name once")));
        }
    }

    /** Nesting or a number beyond Jackson's limits has no location. */
    private static String placeOf(JacksonException notJson) {
        return Optional.ofNullable(notJson.getLocation())
                .map(location -> "line " + location.getLineNr() + ", column " + location.getColumnNr())
                .orElse(Place.FILE);
    }

    private static Configuration configuration(Place file) {
        file.object("spectrum", "corti", "connect", "prelude");
        checkCorti(file.at("corti"));
        checkConnect(file.at("connect"));
        checkPrelude(file.at("prelude"));
        return new Configuration(spectrum(file.at("spectrum")));
    }

    private static Spectrum spectrum(Place section) {
        if (!section.isPresent()) {
            return new Spectrum(List.of(), List.of());
        }
        section.object("projects", "pool");
        List<SpectrumProject> projects = new ArrayList<>();
        Set<Object> ids = new HashSet<>();
        for (Place place : section.at("projects").elements()) {
            spectrumProject(place, ids).ifPresent(projects::add);
        }
        return new Spectrum(projects, pool(section.at("pool")));
    }

    private static Optional<SpectrumProject> spectrumProject(Place place, Set<Object> ids) {
        place.object(
                "id", "secret", "maxSharedUsers", "lines", "sharedIdentity", "phoneNumbers", "emails", "recreation");
        Optional<ProjectId> id = projectId(place.at("id"), ids);
        Optional<String> secret = place.at("secret").text();
        OptionalInt limit = place.at("maxSharedUsers").integerFrom(0);
        Set<Line> lines = lines(place.at("lines"));
        SharedIdentity identity =
                place.at("sharedIdentity").choice(SHARED_IDENTITIES).orElse(SharedIdentity.PHONE);
        PhoneRule phones = place.at("phoneNumbers").choice(PHONE_RULES).orElse(PhoneRule.E164);
        EmailRule emails = place.at("emails").choice(EMAIL_RULES).orElse(EmailRule.PUBLISHED);
        Recreation recreation = place.at("recreation").choice(RECREATIONS).orElse(Recreation.FRESH);
        return id.flatMap(known -> secret.map(text -> new SpectrumProject(
                new Project(known, true, limit, identity, new ValueRules(phones, emails), recreation),
                new Secret(text),
                lines)));
    }

    private static Optional<ProjectId> projectId(Place place, Set<Object> seen) {
        return place.text().flatMap(text -> {
            Optional<ProjectId> id = ProjectId.parse(text);
            id.ifPresentOrElse(
                    known -> once(place, known, seen),
                    () -> place.fault("must be a UUID of version 1 to 8, nil or max"));
            return id;
        });
    }

    private static Set<Line> lines(Place place) {
        Set<Object> seen = new HashSet<>();
        Set<Line> lines = new LinkedHashSet<>();
        for (Place element : place.elements()) {
            line(element, seen).ifPresent(lines::add);
        }
        return lines;
    }

    private static List<PoolLine> pool(Place place) {
        Set<Object> seen = new HashSet<>();
        List<PoolLine> pool = new ArrayList<>();
        for (Place element : place.elements()) {
            if (element.isObject()) {
                element.object("number", "capacity");
                OptionalInt capacity = element.at("capacity").integerFrom(0);
                line(element.at("number"), seen)
                        .map(line -> capacity.isPresent()
                                ? new PoolLine(line, capacity.getAsInt())
                                : PoolLine.unlimited(line))
                        .ifPresent(pool::add);
            } else {
                line(element, seen).map(PoolLine::unlimited).ifPresent(pool::add);
            }
        }
        return pool;
    }

    private static Optional<Line> line(Place place, Set<Object> seen) {
        return place.text()
                .flatMap(text -> Line.of(text)
                        .fold(
                                fault -> {
                                    place.fault(fault.message());
                                    return Optional.empty();
                                },
                                line -> {
                                    once(place, line, seen);
                                    return Optional.of(line);
                                }));
    }

    private static void checkCorti(Place section) {
        if (section.isPresent()) {
            section.object("projects");
            Set<Object> ids = new HashSet<>();
            for (Place project : section.at("projects").elements()) {
                project.object("id", "token", "customers");
                project.at("id").text().ifPresent(id -> once(project.at("id"), id, ids));
                project.at("token").text();
                Set<Object> customers = new HashSet<>();
                for (Place customer : project.at("customers").elements()) {
                    customer.text().ifPresent(id -> once(customer, id, customers));
                }
            }
        }
    }

    private static void checkConnect(Place section) {
        if (section.isPresent()) {
            section.object("accounts");
            Set<Object> ids = new HashSet<>();
            Set<Object> apiKeys = new HashSet<>();
            for (Place account : section.at("accounts").elements()) {
                account.object("id", "apiKey", "keys");
                account.at("id").text().ifPresent(id -> once(account.at("id"), id, ids));
                account.at("apiKey").text().ifPresent(key -> once(account.at("apiKey"), key, apiKeys));
                Set<Object> keys = new HashSet<>();
                for (Place key : account.at("keys").elements()) {
                    key.choice(SUBSCRIBER_KEYS).ifPresent(chosen -> once(key, chosen, keys));
                }
            }
        }
    }

    private static void checkPrelude(Place section) {
        if (section.isPresent()) {
            section.object("apps");
            Set<Object> ids = new HashSet<>();
            for (Place app : section.at("apps").elements()) {
                app.object("id", "token", "sessions", "maxIdentifiers");
                app.at("id").text().ifPresent(id -> once(app.at("id"), id, ids));
                app.at("token").text();
                app.at("sessions").checkTruth();
                app.at("maxIdentifiers").integerFrom(1);
            }
        }
    }

    private static void once(Place place, Object value, Set<Object> seen) {
        if (!seen.add(value)) {
            place.fault("stands there already");
        }
    }
}
