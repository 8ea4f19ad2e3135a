package dev.partyline.spring;

import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.ports.driven.LineState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of an application. A property that is not known is refused: a limit with a typing error would be no
 * limit.
 *
 * @param migrate Whether the tables are brought up to date when the application starts.
 * @param lines Lines that take new shared users from the start of the application on. Every other line of the database
 *     is draining from then on. If there are none here, the lines of the database stay as they are.
 * @param projects Spectrum projects, which have shared and dedicated users.
 * @param consoleProjects Console projects, whose customers have users.
 * @param accounts Accounts, which have subscriber users.
 * @param apps Apps, whose users have identifiers.
 * @param keepFormerPairs The time for which a phone and a line lead to a user that was moved away from them.
 * @param housekeeping Regular work on the store.
 * @param events What happens to users.
 */
@ConfigurationProperties(prefix = "partyline", ignoreUnknownFields = false)
record PartylineProperties(
        @DefaultValue("true") boolean migrate,
        @DefaultValue List<PoolLineProperties> lines,
        @DefaultValue List<ProjectProperties> projects,
        @DefaultValue List<ConsoleProjectProperties> consoleProjects,
        @DefaultValue List<AccountProperties> accounts,
        @DefaultValue List<AppProperties> apps,
        @DefaultValue("30d") Duration keepFormerPairs,
        @DefaultValue HousekeepingProperties housekeeping,
        @DefaultValue EventProperties events) {

    /**
     * A line of the pool.
     *
     * @param number The phone number of the line.
     * @param capacity The most users that the line may have, 0 or more. Any number by default.
     * @param state The state that the line begins in: open, at-risk, reserved or draining.
     */
    record PoolLineProperties(
            @Nullable String number,
            @Nullable Integer capacity,
            @DefaultValue("open") LineState state) {}

    /**
     * A Spectrum project.
     *
     * @param id A UUID of version 1 to 8, nil or max.
     * @param creatingUsers Whether users may be created.
     * @param maxSharedUsers The most active shared users, 0 or more. No limit by default.
     * @param lines Phone numbers of the lines that the project owns.
     * @param sharedIdentity What identifies a shared user.
     * @param phoneIdentity Which phones are the same: canonical, or subscriber.
     * @param phoneNumbers Which phone numbers are accepted.
     * @param emails Which emails are accepted: published or strict.
     * @param prefer How near to a user's phone the line of a shared user is: anywhere, country or area.
     * @param preferOnly Whether a user gets no line rather than one that is not as near.
     * @param recreation What becomes of a user that is created again after it was deactivated.
     * @param eraseAfter The time after which a deactivated user is erased. Never by default.
     * @param eventValues Whether events carry the values of their users.
     */
    record ProjectProperties(
            @Nullable String id,
            @DefaultValue("true") boolean creatingUsers,
            @Nullable Integer maxSharedUsers,
            @DefaultValue List<String> lines,
            @DefaultValue("phone") SharedIdentity sharedIdentity,
            @DefaultValue("canonical") PhoneIdentity phoneIdentity,
            @DefaultValue("e164") PhoneRule phoneNumbers,
            @DefaultValue("published") EmailRule emails,
            @DefaultValue("anywhere") LinePreference.Near prefer,
            @DefaultValue("false") boolean preferOnly,
            @DefaultValue("fresh") Recreation recreation,
            @Nullable Duration eraseAfter,
            @DefaultValue("false") boolean eventValues) {}

    /**
     * A console project.
     *
     * @param id Any text.
     * @param creatingUsers Whether users may be created.
     * @param customers The ids of its customers.
     * @param eraseAfter The time after which a deactivated user is erased. Never by default.
     * @param eventValues Whether events carry the values of their users.
     */
    record ConsoleProjectProperties(
            @Nullable String id,
            @DefaultValue("true") boolean creatingUsers,
            @DefaultValue List<String> customers,
            @Nullable Duration eraseAfter,
            @DefaultValue("false") boolean eventValues) {}

    /**
     * An account.
     *
     * @param id Any text.
     * @param creatingUsers Whether users may be created.
     * @param keys What no two of its active users may share.
     * @param phoneIdentity Which phones are the same: canonical, or subscriber.
     * @param eraseAfter The time after which a deactivated user is erased. Never by default.
     * @param eventValues Whether events carry the values of their users.
     */
    record AccountProperties(
            @Nullable String id,
            @DefaultValue("true") boolean creatingUsers,
            @DefaultValue Set<SubscriberKey> keys,
            @DefaultValue("canonical") PhoneIdentity phoneIdentity,
            @Nullable Duration eraseAfter,
            @DefaultValue("false") boolean eventValues) {}

    /**
     * An app.
     *
     * @param id Any text.
     * @param sessions Whether its session management is on. If it is off, no users may be created.
     * @param maxIdentifiers The most identifiers of a user, 1 or more.
     * @param phoneIdentity Which phones are the same: canonical, or subscriber.
     * @param eraseAfter The time after which a deactivated user is erased. Never by default.
     * @param eventValues Whether events carry the values of their users.
     */
    record AppProperties(
            @Nullable String id,
            @DefaultValue("true") boolean sessions,
            @DefaultValue("10") int maxIdentifiers,
            @DefaultValue("canonical") PhoneIdentity phoneIdentity,
            @Nullable Duration eraseAfter,
            @DefaultValue("false") boolean eventValues) {}

    /**
     * Regular work on the store.
     *
     * @param enabled Whether this application does it. One application of those on a database is enough.
     * @param interval The time between two turns.
     */
    record HousekeepingProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration interval) {}

    /**
     * What happens to users.
     *
     * @param publish Whether this application publishes what happens to users as its own events. Each event goes to one
     *     of the applications on a database that publish.
     * @param interval The time between two turns.
     * @param batch The most events that are leased at once, 1 or more.
     * @param lease The time in which the listeners of a batch have to be done. After it, an event is published again.
     * @param keep The time for which an event is kept once it is done.
     */
    record EventProperties(
            @DefaultValue("false") boolean publish,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("100") int batch,
            @DefaultValue("1m") Duration lease,
            @DefaultValue("30d") Duration keep) {}
}
