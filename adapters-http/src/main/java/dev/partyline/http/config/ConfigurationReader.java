package dev.partyline.http.config;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.http.config.Configuration.ConnectAccount;
import dev.partyline.http.config.Configuration.CortiProject;
import dev.partyline.http.config.Configuration.PreludeApp;
import dev.partyline.http.config.Configuration.SpectrumProject;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a configuration. */
public final class ConfigurationReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, SharedIdentity> SHARED_IDENTITIES =
            Map.of("phone", SharedIdentity.PHONE, "phone-or-email", SharedIdentity.PHONE_OR_EMAIL);
    private static final Map<String, PhoneRule> PHONE_RULES =
            Map.of("e164", PhoneRule.E164, "possible", PhoneRule.POSSIBLE, "valid", PhoneRule.VALID);
    private static final Map<String, PhoneIdentity> PHONE_IDENTITIES =
            Map.of("canonical", PhoneIdentity.CANONICAL, "subscriber", PhoneIdentity.SUBSCRIBER);
    private static final Map<String, EmailRule> EMAIL_RULES =
            Map.of("published", EmailRule.PUBLISHED, "strict", EmailRule.STRICT);
    private static final Map<String, Recreation> RECREATIONS = Map.of(
            "fresh", Recreation.FRESH, "revive", Recreation.REVIVE, "avoid-last-line", Recreation.AVOID_LAST_LINE);
    private static final Map<String, Near> NEARNESSES =
            Map.of("none", Near.ANYWHERE, "country", Near.COUNTRY, "area", Near.AREA);
    private static final Map<String, LineState> LINE_STATES = Map.of(
            "open", LineState.OPEN,
            "at-risk", LineState.AT_RISK,
            "reserved", LineState.RESERVED,
            "draining", LineState.DRAINING);
    private static final Map<String, SubscriberKey> SUBSCRIBER_KEYS =
            Map.of("email", SubscriberKey.EMAIL, "msisdn", SubscriberKey.MSISDN, "identity", SubscriberKey.IDENTITY);

    private static final String ERASE_AFTER = "eraseAfterDays";
    private static final String EVENT_VALUES = "eventValues";

    /** A hundred years: what is longer is better said by saying nothing. */
    private static final int MAX_DAYS = 36_500;

    private static final Pattern VISIBLE = Pattern.compile("[!-~]([ -~]*[!-~])?");

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
        file.object("spectrum", "corti", "connect", "prelude", "operator");
        Place spectrum = section(file.at("spectrum"), "projects", "pool");
        return new Configuration(
                projects(spectrum.at("projects")),
                pool(spectrum.at("pool")),
                tenants(section(file.at("corti"), "projects").at("projects"), ConfigurationReader::cortiProject),
                accounts(section(file.at("connect"), "accounts").at("accounts")),
                tenants(section(file.at("prelude"), "apps").at("apps"), ConfigurationReader::preludeApp),
                operatorToken(section(file.at("operator"), "token")));
    }

    private static Optional<Secret> operatorToken(Place operator) {
        return operator.isObject()
                ? token(operator.at("token"), operator.at("token").text())
                : Optional.empty();
    }

    /** A section, which may be missing. */
    private static Place section(Place place, String... members) {
        return place.isPresent() ? place.object(members) : place;
    }

    /** The tenants of a list, given the ids that stand there before each. */
    private static <T> List<T> tenants(Place list, BiFunction<Place, Set<Object>, Optional<T>> read) {
        Set<Object> ids = new HashSet<>();
        List<T> tenants = new ArrayList<>();
        list.elements().forEach(place -> read.apply(place, ids).ifPresent(tenants::add));
        return tenants;
    }

    private static List<SpectrumProject> projects(Place list) {
        Set<Object> owned = new HashSet<>();
        return tenants(list, (place, ids) -> spectrumProject(place, ids, owned));
    }

    private static Optional<SpectrumProject> spectrumProject(Place place, Set<Object> ids, Set<Object> owned) {
        place.object(
                "id",
                "secret",
                "maxSharedUsers",
                "lines",
                "sharedIdentity",
                "phoneIdentity",
                "phoneNumbers",
                "emails",
                "recreation",
                "prefer",
                "preferOnly",
                ERASE_AFTER,
                EVENT_VALUES);
        Optional<ProjectId> id = projectId(place.at("id"), ids);
        Optional<String> secret = secret(place.at("secret"));
        OptionalInt limit = place.at("maxSharedUsers").integerFrom(0);
        Set<Line> lines = lines(place.at("lines"), owned);
        SharedIdentity identity =
                place.at("sharedIdentity").choice(SHARED_IDENTITIES).orElse(SharedIdentity.PHONE);
        PhoneRule phones = place.at("phoneNumbers").choice(PHONE_RULES).orElse(PhoneRule.E164);
        EmailRule emails = place.at("emails").choice(EMAIL_RULES).orElse(EmailRule.PUBLISHED);
        Recreation recreation = place.at("recreation").choice(RECREATIONS).orElse(Recreation.FRESH);
        LinePreference preference = preference(place);
        Optional<Duration> eraseAfter = eraseAfter(place);
        boolean eventValues = eventValues(place);
        return id.flatMap(known -> secret.map(text -> new SpectrumProject(
                new Project(
                        known,
                        true,
                        limit,
                        identity,
                        phoneIdentity(place),
                        new ValueRules(phones, emails),
                        recreation,
                        preference,
                        eraseAfter,
                        eventValues),
                new Secret(text),
                lines)));
    }

    /** P7: which lines the project wants. */
    private static LinePreference preference(Place project) {
        Near near = project.at("prefer").choice(NEARNESSES).orElse(Near.ANYWHERE);
        boolean only = project.at("preferOnly").truth().orElse(false);
        return only ? LinePreference.only(near) : LinePreference.first(near);
    }

    private static PhoneIdentity phoneIdentity(Place tenant) {
        return tenant.at("phoneIdentity").choice(PHONE_IDENTITIES).orElse(PhoneIdentity.CANONICAL);
    }

    /** X3: after how long the tenant's deactivated users are erased. */
    private static Optional<Duration> eraseAfter(Place tenant) {
        OptionalInt days = tenant.at(ERASE_AFTER).integerFrom(1, MAX_DAYS);
        return days.isPresent() ? Optional.of(Duration.ofDays(days.getAsInt())) : Optional.empty();
    }

    /** O2: whether the tenant's events carry values. */
    private static boolean eventValues(Place tenant) {
        return tenant.at(EVENT_VALUES).truth().orElse(false);
    }

    private static Optional<ProjectId> projectId(Place place, Set<Object> seen) {
        return place.text().flatMap(text -> {
            Optional<ProjectId> id = ProjectId.of(text).toJavaOptional();
            id.ifPresentOrElse(
                    known -> once(place, known, seen),
                    () -> place.fault("must be a UUID of version 1 to 8, nil or max"));
            return id;
        });
    }

    /** The lines of one owner, given the lines that have an owner already. */
    private static Set<Line> lines(Place place, Set<Object> owned) {
        Set<Line> lines = new LinkedHashSet<>();
        for (Place element : place.elements()) {
            line(element, owned).ifPresent(lines::add);
        }
        return lines;
    }

    private static List<PoolLine> pool(Place place) {
        Set<Object> seen = new HashSet<>();
        List<PoolLine> pool = new ArrayList<>();
        for (Place element : place.elements()) {
            if (element.isObject()) {
                element.object("number", "capacity", "state");
                int capacity = element.at("capacity").integerFrom(0).orElse(Integer.MAX_VALUE);
                LineState state = element.at("state").choice(LINE_STATES).orElse(LineState.OPEN);
                line(element.at("number"), seen)
                        .map(line -> new PoolLine(line, capacity, state))
                        .ifPresent(pool::add);
            } else {
                line(element, seen).map(PoolLine::unlimited).ifPresent(pool::add);
            }
        }
        return pool;
    }

    private static Optional<Line> line(Place place, Set<Object> seen) {
        Optional<Line> line = place.text().flatMap(text -> accepted(place, Line.of(text)));
        line.ifPresent(number -> once(place, number, seen));
        return line;
    }

    private static Optional<CortiProject> cortiProject(Place place, Set<Object> ids) {
        place.object("id", "token", "customers", ERASE_AFTER, EVENT_VALUES);
        Optional<Duration> eraseAfter = eraseAfter(place);
        boolean eventValues = eventValues(place);
        Optional<ConsoleProject> project = id(place.at("id"), ids)
                .map(known -> new ConsoleProject(new ConsoleProjectId(known), true, eraseAfter, eventValues));
        Optional<Secret> token = token(place.at("token"), place.at("token").text());
        Set<Object> seen = new HashSet<>();
        Set<CustomerId> customers = new HashSet<>();
        for (Place customer : place.at("customers").elements()) {
            id(customer, seen)
                    .flatMap(text -> accepted(customer, CustomerId.of(text)))
                    .ifPresent(customers::add);
        }
        return project.flatMap(known -> token.map(secret -> new CortiProject(known, secret, customers)));
    }

    private static List<ConnectAccount> accounts(Place list) {
        Set<Object> apiKeys = new HashSet<>();
        return tenants(list, (place, ids) -> connectAccount(place, ids, apiKeys));
    }

    private static Optional<ConnectAccount> connectAccount(Place place, Set<Object> ids, Set<Object> apiKeys) {
        place.object("id", "apiKey", "keys", "phoneIdentity", ERASE_AFTER, EVENT_VALUES);
        Optional<AccountId> id = id(place.at("id"), ids).map(AccountId::new);
        Optional<Secret> apiKey = token(place.at("apiKey"), id(place.at("apiKey"), apiKeys));
        PhoneIdentity identity = phoneIdentity(place);
        Optional<Duration> eraseAfter = eraseAfter(place);
        boolean eventValues = eventValues(place);
        Set<Object> seen = new HashSet<>();
        Set<SubscriberKey> keys = new HashSet<>();
        for (Place key : place.at("keys").elements()) {
            key.choice(SUBSCRIBER_KEYS).ifPresent(chosen -> {
                once(key, chosen, seen);
                keys.add(chosen);
            });
        }
        return id.flatMap(known -> apiKey.map(secret ->
                new ConnectAccount(new Account(known, true, keys, identity, eraseAfter, eventValues), secret)));
    }

    private static Optional<PreludeApp> preludeApp(Place place, Set<Object> ids) {
        place.object("id", "token", "sessions", "maxIdentifiers", "phoneIdentity", ERASE_AFTER, EVENT_VALUES);
        Optional<AppId> id = id(place.at("id"), ids).map(AppId::new);
        Optional<Secret> token = token(place.at("token"), place.at("token").text());
        boolean sessions = place.at("sessions").truth().orElse(true);
        int maxIdentifiers = place.at("maxIdentifiers").integerFrom(1).orElse(App.DEFAULT_MAX_IDENTIFIERS);
        PhoneIdentity identity = phoneIdentity(place);
        Optional<Duration> eraseAfter = eraseAfter(place);
        boolean eventValues = eventValues(place);
        return id.flatMap(known -> token.map(secret ->
                new PreludeApp(new App(known, sessions, maxIdentifiers, identity, eraseAfter, eventValues), secret)));
    }

    /** A secret that Basic authentication can carry. */
    private static Optional<String> secret(Place place) {
        Optional<String> text = place.text();
        text.filter(given -> given.codePoints().anyMatch(Character::isISOControl))
                .ifPresent(given -> place.fault("must have no control character: no request could match it"));
        return text;
    }

    /** A secret that a header field can carry as it is. */
    private static Optional<Secret> token(Place place, Optional<String> text) {
        text.filter(given -> !VISIBLE.matcher(given).matches())
                .ifPresent(given -> place.fault(
                        "must be ASCII without a space at an end or a control character: no request could match it"));
        return text.map(Secret::new);
    }

    /** A required text that stands there once. */
    private static Optional<String> id(Place place, Set<Object> seen) {
        Optional<String> text = place.text();
        text.ifPresent(id -> once(place, id, seen));
        return text;
    }

    private static <T> Optional<T> accepted(Place place, Validation<Fault, T> checked) {
        return checked.fold(
                fault -> {
                    place.fault(fault.message());
                    return Optional.empty();
                },
                Optional::of);
    }

    private static void once(Place place, Object value, Set<Object> seen) {
        if (!seen.add(value)) {
            place.fault("stands there already");
        }
    }
}
