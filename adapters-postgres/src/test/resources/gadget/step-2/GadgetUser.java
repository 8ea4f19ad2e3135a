package dev.partyline.domain.user;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** A device of an account. No two of them share a serial number or the phone number of their card. */
public record GadgetUser(
        UserId id, long version, AccountId account, ExternalId serial, PhoneNumber card, Name label, Instant createdAt)
        implements User {
    @Override
    public AccountId tenant() {
        return account;
    }

    @Override
    public UserKind kind() {
        return UserKind.GADGET;
    }

    @Override
    public List<Key> keys() {
        return keys(account, serial, card);
    }

    /** The keys of a device with these values. */
    public static List<Key> keys(AccountId account, ExternalId serial, PhoneNumber card) {
        return List.of(new Key.GadgetSerial(account, serial), new Key.GadgetCard(account, card));
    }
}
