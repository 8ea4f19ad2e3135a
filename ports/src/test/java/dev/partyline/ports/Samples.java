package dev.partyline.ports;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** One of each that the ports speak of, all of them about the same person. */
public final class Samples {
    public static final String PHONE = "+14155550132";
    public static final String LINE_NUMBER = "+12025550199";
    public static final String FIRST_NAME = "Zebedee";
    public static final String LAST_NAME = "Quixote";
    public static final String EMAIL = "zebedee.quixote@example.com";

    /** What no message and no toString may hold whole (E3). */
    public static final List<String> SECRETS = List.of(PHONE, LINE_NUMBER, FIRST_NAME, LAST_NAME, EMAIL);

    public static final Project PROJECT =
            Project.of(ProjectId.of("00000000-0000-4000-8000-000000000001").get());
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant LATER = NOW.plusSeconds(1);
    public static final UserId ID = new UserId(new UUID(1, 1));

    /** Gives the shared user another first name. */
    public static final SharedUserPatch PATCH = SharedUserPatch.of(
                    PROJECT, ID, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Dougal")))
            .get();

    /** The attempt that put the shared user on its line. */
    public static final ChangeId PLACE = new ChangeId(new UUID(2, 2));

    public static final Line LINE = Line.of(LINE_NUMBER).get();
    public static final NewSharedUser NEW_SHARED_USER = NewSharedUser.of(
                    PROJECT, PHONE, new GivenProfile(FIRST_NAME, LAST_NAME, EMAIL))
            .get();
    public static final NewDedicatedUser NEW_DEDICATED_USER = NewDedicatedUser.of(
                    PROJECT, GivenPair.phone(PHONE).onLine(LINE_NUMBER), new GivenProfile(FIRST_NAME, LAST_NAME, EMAIL))
            .get();
    public static final PhoneNumber PHONE_NUMBER = NEW_SHARED_USER.phone();
    public static final SharedUserCandidate CANDIDATE = candidate(1);
    public static final SharedUser SHARED_USER = CANDIDATE.on(LINE);
    public static final DedicatedUser DEDICATED_USER = new DedicatedUser(
            ID,
            1,
            PROJECT.id(),
            PHONE_NUMBER,
            LINE,
            NEW_SHARED_USER.profile(),
            NOW,
            PhoneClaims.of(PHONE_NUMBER, PhoneIdentity.CANONICAL));
    public static final DeactivatedUser DEACTIVATED_USER = new DeactivatedUser(SHARED_USER, NOW);
    public static final LastHolder LAST_HOLDER =
            new LastHolder(SHARED_USER.keys().get(0), Optional.of(DEACTIVATED_USER));
    /** A revival, later than the user was created. */
    public static final SharedAdmission ADMISSION = new SharedAdmission(
            candidate(3),
            LATER,
            Optional.of(DEACTIVATED_USER),
            Optional.of(LAST_HOLDER),
            OptionalInt.of(1),
            LineWish.preferring(LINE));
    /** The attempt that puts the shared user on another line. */
    public static final ChangeId NEXT_PLACE = new ChangeId(new UUID(4, 4));
    /** The next version of the shared user, without its profile. */
    public static final SharedUserCandidate MOVED = new SharedUserCandidate(
            ID,
            2,
            PROJECT.id(),
            PHONE_NUMBER,
            NEXT_PLACE,
            Profile.EMPTY,
            NOW,
            SharedIdentity.PHONE,
            PhoneClaims.of(PHONE_NUMBER, PhoneIdentity.CANONICAL));

    public static final IdempotencyKey KEY = IdempotencyKey.of("zebedee's key").get();
    public static final RequestKey REQUEST_KEY = new RequestKey(Operation.CREATE, KEY);
    public static final IdempotencyRecord RECORD = new IdempotencyRecord(
            PROJECT.id(), REQUEST_KEY, NEW_SHARED_USER.fingerprint(), NOW, new Outcome.Created<>(SHARED_USER));

    public static final IdempotencyClaim CLAIM =
            new IdempotencyClaim(PROJECT.id(), REQUEST_KEY, NEW_SHARED_USER.fingerprint(), NOW, Optional.empty());
    public static final Account ACCOUNT = Account.of(new AccountId("account"));
    public static final SubscriberUser SUBSCRIBER_USER = NewSubscriberUser.of(
                    ACCOUNT,
                    GivenSubscriberUser.NONE
                            .withName(FIRST_NAME)
                            .withEmail(EMAIL)
                            .withMsisdn(PHONE))
            .get()
            .as(ID, ACCOUNT, NOW);
    public static final CustomerId CUSTOMER = CustomerId.of("clinic").get();

    private Samples() {}

    private static SharedUserCandidate candidate(long version) {
        return new SharedUserCandidate(
                ID,
                version,
                PROJECT.id(),
                PHONE_NUMBER,
                PLACE,
                NEW_SHARED_USER.profile(),
                NOW,
                SharedIdentity.PHONE_OR_EMAIL,
                PhoneClaims.of(PHONE_NUMBER, PhoneIdentity.CANONICAL));
    }
}
