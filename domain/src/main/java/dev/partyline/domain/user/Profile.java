package dev.partyline.domain.user;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names, the email and the metadata of a line user. Each may be absent. Immutable. {@link #toString()} shows none
 * of them.
 */
public final class Profile {
    /** Nothing given. */
    public static final Profile EMPTY = new Profile(null, null, null, null);

    private final @Nullable Name firstName;
    private final @Nullable Name lastName;
    private final @Nullable EmailAddress email;
    private final @Nullable Metadata meta;

    private Profile(
            @Nullable Name firstName, @Nullable Name lastName, @Nullable EmailAddress email, @Nullable Metadata meta) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
        this.meta = meta;
    }

    /** A profile of these values, without metadata; null if one is absent. */
    public static Profile of(@Nullable Name firstName, @Nullable Name lastName, @Nullable EmailAddress email) {
        return of(firstName, lastName, email, null);
    }

    /** A profile of these values; null if one is absent. */
    public static Profile of(
            @Nullable Name firstName, @Nullable Name lastName, @Nullable EmailAddress email, @Nullable Metadata meta) {
        return firstName == null && lastName == null && email == null && meta == null
                ? EMPTY
                : new Profile(firstName, lastName, email, meta);
    }

    public Optional<Name> firstName() {
        return Optional.ofNullable(firstName);
    }

    public Optional<Name> lastName() {
        return Optional.ofNullable(lastName);
    }

    public Optional<EmailAddress> email() {
        return Optional.ofNullable(email);
    }

    /** No create gives it. A change may (L4). */
    public Optional<Metadata> meta() {
        return Optional.ofNullable(meta);
    }

    /** The fields in which the two differ. */
    public Set<Field> differencesFrom(Profile that) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (!Objects.equals(firstName, that.firstName)) {
            fields.add(Field.FIRST_NAME);
        }
        if (!Objects.equals(lastName, that.lastName)) {
            fields.add(Field.LAST_NAME);
        }
        if (!Objects.equals(email, that.email)) {
            fields.add(Field.EMAIL);
        }
        if (!Objects.equals(meta, that.meta)) {
            fields.add(Field.META);
        }
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile that
                && Objects.equals(firstName, that.firstName)
                && Objects.equals(lastName, that.lastName)
                && Objects.equals(email, that.email)
                && Objects.equals(meta, that.meta);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstName, lastName, email, meta);
    }

    @Override
    public String toString() {
        return "Profile" + differencesFrom(EMPTY);
    }
}
