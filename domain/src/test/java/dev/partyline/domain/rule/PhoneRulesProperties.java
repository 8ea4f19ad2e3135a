package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** V17: what becomes of a user whose store moves to this plan, or whose tenant takes other phones for the same. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class PhoneRulesProperties {
    /** As a plan might have kept it that knew no national prefix of the United Kingdom. */
    private static final PhoneNumber KEPT = PhoneNumber.restored("+4407700900123");

    private static final PhoneNumber CANONICAL = PhoneNumber.restored("+447700900123");

    /** Vietnam replaced 120 by 70. */
    private static final PhoneNumber RENUMBERED = PhoneNumber.restored("+841201234567");

    private static final PhoneClaims BY_ITS_FORM = PhoneClaims.of(RENUMBERED, PhoneIdentity.CANONICAL);
    private static final PhoneClaims BY_ITS_SUBSCRIBER = PhoneClaims.of(RENUMBERED, PhoneIdentity.SUBSCRIBER);

    @Property(tries = 50)
    void V17_aUserThatMovedIsUnchangedByAnotherMove(
            @ForAll User user, @ForAll PhoneIdentity identity, @ForAll Instant now) {
        User moved = PhoneRules.rekeyed(user, identity, now);

        assertThat(PhoneRules.rekeyed(moved, identity, now)).isSameAs(moved);
        assertThat(moved.version()).isEqualTo(moved.equals(user) ? user.version() : user.version() + 1);
    }

    @Property(tries = 20)
    void V17_aCustomerUserHasNoPhoneToMove(
            @ForAll CustomerUser user, @ForAll PhoneIdentity identity, @ForAll Instant now) {
        assertThat(PhoneRules.rekeyed(user, identity, now)).isSameAs(user);
    }

    @Property(tries = 20)
    void V17_aSharedUserGetsThePhoneAndTheClaimsOfThePlanAndKeepsTheRest(@ForAll SharedUser user, @ForAll Instant now) {
        assertThat(PhoneRules.rekeyed(with(user, 1, KEPT, PhoneClaims.ALONE), PhoneIdentity.CANONICAL, now))
                .isEqualTo(with(user, 2, CANONICAL, PhoneClaims.ALONE));
        assertThat(PhoneRules.rekeyed(with(user, 1, RENUMBERED, BY_ITS_FORM), PhoneIdentity.SUBSCRIBER, now))
                .isEqualTo(with(user, 2, RENUMBERED, BY_ITS_SUBSCRIBER));
    }

    @Property(tries = 20)
    void V17_aDedicatedUserGetsThePhoneAndTheClaimsOfThePlanAndKeepsTheRest(
            @ForAll DedicatedUser user, @ForAll Instant now) {
        assertThat(PhoneRules.rekeyed(with(user, 1, KEPT, PhoneClaims.ALONE), PhoneIdentity.CANONICAL, now))
                .isEqualTo(with(user, 2, CANONICAL, PhoneClaims.ALONE));
        assertThat(PhoneRules.rekeyed(with(user, 1, RENUMBERED, BY_ITS_FORM), PhoneIdentity.SUBSCRIBER, now))
                .isEqualTo(with(user, 2, RENUMBERED, BY_ITS_SUBSCRIBER));
    }

    /** N3: its time of change moves. */
    @Property(tries = 20)
    void V17_aSubscriberUserGetsTheMsisdnAndTheClaimsOfThePlanAndKeepsTheRest(
            @ForAll SubscriberUser user, @ForAll Instant now) {
        Instant later = SubscriberUserRules.later(user, now);

        assertThat(PhoneRules.rekeyed(
                        with(user, 1, KEPT, PhoneClaims.ALONE, user.updatedAt()), PhoneIdentity.CANONICAL, now))
                .isEqualTo(with(user, 2, CANONICAL, PhoneClaims.ALONE, later));
        assertThat(PhoneRules.rekeyed(
                        with(user, 1, RENUMBERED, BY_ITS_FORM, user.updatedAt()), PhoneIdentity.SUBSCRIBER, now))
                .isEqualTo(with(user, 2, RENUMBERED, BY_ITS_SUBSCRIBER, later));
    }

    @Property(tries = 20)
    void V17_anAppUserGetsTheIdentifiersOfThePlanAndKeepsTheRest(
            @ForAll AppUser user, @ForAll EmailAddress address, @ForAll Instant now) {
        assertThat(PhoneRules.rekeyed(
                        with(user, 1, new Identifier.Email(address), new Identifier.Phone(KEPT, PhoneClaims.ALONE)),
                        PhoneIdentity.CANONICAL,
                        now))
                .isEqualTo(with(
                        user, 2, new Identifier.Email(address), new Identifier.Phone(CANONICAL, PhoneClaims.ALONE)));
        assertThat(PhoneRules.rekeyed(
                        with(user, 1, new Identifier.Email(address), new Identifier.Phone(RENUMBERED, BY_ITS_FORM)),
                        PhoneIdentity.SUBSCRIBER,
                        now))
                .isEqualTo(with(
                        user, 2, new Identifier.Email(address), new Identifier.Phone(RENUMBERED, BY_ITS_SUBSCRIBER)));
    }

    private static SharedUser with(SharedUser user, long version, PhoneNumber phone, PhoneClaims claims) {
        return new SharedUser(
                user.id(),
                version,
                user.project(),
                phone,
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                claims);
    }

    private static DedicatedUser with(DedicatedUser user, long version, PhoneNumber phone, PhoneClaims claims) {
        return new DedicatedUser(
                user.id(), version, user.project(), phone, user.line(), user.profile(), user.createdAt(), claims);
    }

    private static SubscriberUser with(
            SubscriberUser user, long version, PhoneNumber msisdn, PhoneClaims claims, Instant updatedAt) {
        return new SubscriberUser(
                user.id(),
                version,
                user.account(),
                user.name(),
                user.email(),
                msisdn,
                user.identity(),
                user.metadata(),
                user.customers(),
                user.createdAt(),
                updatedAt,
                user.keyed(),
                claims);
    }

    private static AppUser with(AppUser user, long version, Identifier... identifiers) {
        return new AppUser(
                user.id(),
                version,
                user.app(),
                List.of(identifiers),
                user.externalId(),
                user.profile(),
                user.createdAt());
    }
}
