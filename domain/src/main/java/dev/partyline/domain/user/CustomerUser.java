package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PasswordHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member of a customer of a console project (C1 to C6). The membership is part of the user: there is none without it
 * (C2).
 */
public record CustomerUser(
        UserId id,
        long version,
        ConsoleProjectId project,
        CustomerId customer,
        EmailAddress email,
        Name firstName,
        Name lastName,
        boolean emailVerified,
        boolean enabled,
        Optional<PasswordHash> password,
        Instant createdAt)
        implements User {

    /** This user with the hash of its password. */
    public CustomerUser withPassword(PasswordHash hash) {
        return with(Optional.of(hash));
    }

    @Override
    public CustomerUser withoutPassword() {
        return with(Optional.empty());
    }

    private CustomerUser with(Optional<PasswordHash> hash) {
        return new CustomerUser(
                id, version, project, customer, email, firstName, lastName, emailVerified, enabled, hash, createdAt);
    }

    @Override
    public ConsoleProjectId tenant() {
        return project;
    }

    @Override
    public UserKind kind() {
        return UserKind.CUSTOMER;
    }

    @Override
    public List<Key> keys() {
        return keys(project, email);
    }

    /** C4: the keys of a customer user with this email. */
    public static List<Key> keys(ConsoleProjectId project, EmailAddress email) {
        return List.of(Key.CustomerEmail.of(project, email));
    }
}
