package dev.partyline.domain.request;

import dev.partyline.domain.answer.GadgetUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.GadgetUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A valid request to create a device user. */
public record NewGadgetUser(
        AccountId tenant, ExternalId serial, PhoneNumber card, Name label, Optional<IdempotencyKey> idempotencyKey)
        implements CreateRequest<GadgetUserRefusal, GadgetUser> {

    /** The request for these values; or a refusal with every violation there is. */
    public static Either<GadgetUserRefusal, NewGadgetUser> of(
            AccountId account, String serial, String card, String label) {
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.SERIAL_NUMBER, ExternalId.of(serial)),
                        Violation.in(Field.MSISDN, PhoneNumber.of(card)),
                        Violation.in(Field.NAME, Name.notBlank(label)))
                .ap((number, phone, name) -> new NewGadgetUser(account, number, phone, name, Optional.empty())));
    }

    /** The same request, to be carried out once under this key. */
    public NewGadgetUser withIdempotencyKey(IdempotencyKey key) {
        return new NewGadgetUser(tenant, serial, card, label, Optional.of(key));
    }

    /** The user that this becomes. */
    public GadgetUser as(UserId id, Instant now) {
        return new GadgetUser(id, 1, tenant, serial, card, label, now);
    }

    /** The keys that the user will hold. */
    public List<Key> keys() {
        return GadgetUser.keys(tenant, serial, card);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                "NewGadgetUser",
                List.of(Optional.of(serial.value()), Optional.of(card.e164()), Optional.of(label.value())));
    }
}
