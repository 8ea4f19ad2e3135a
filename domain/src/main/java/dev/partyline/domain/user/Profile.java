package dev.partyline.domain.user;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Name;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and the email of a line user. Each may be absent. Immutable. {@link #toString()} shows none of them. */
public final class Profile {
    /** Nothing given. */
    public static final Profile EMPTY = new Profile(null, null, null);

    private final @Nullable Name firstName;
    private final @Nullable Name lastName;
    private final @Nullable EmailAddress email;

    private Profile(@Nullable Name firstName, @Nullable Name lastName, @Nullable EmailAddress email) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
    }

    /** A profile of these values; null if one is absent. */
    public static Profile of(@Nullable Name firstName, @Nullable Name lastName, @Nullable EmailAddress email) {
        return firstName == null && lastName == null && email == null ? EMPTY : new Profile(firstName, lastName, email);
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

    /** S3: this profile with every value that is supplied in place of its own. A value that is not supplied stays. */
    public Profile replacedBy(Profile supplied) {
        Profile merged = of(
                supplied.firstName == null ? firstName : supplied.firstName,
                supplied.lastName == null ? lastName : supplied.lastName,
                supplied.email == null ? email : supplied.email);
        return merged.equals(this) ? this : merged;
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
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile that
                && Objects.equals(firstName, that.firstName)
                && Objects.equals(lastName, that.lastName)
                && Objects.equals(email, that.email);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstName, lastName, email);
    }

    @Override
    public String toString() {
        return "Profile" + differencesFrom(EMPTY);
    }
}
