package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import java.util.OptionalLong;

/** A step of a history. All numbers are indexes into small pools, so that steps meet often. */
sealed interface Command {

    /**
     * To create a user, or to foresee it.
     *
     * @param key 0 for none
     * @param dry whether it is only foreseen
     */
    record Create(UserKind kind, int tenant, int key, boolean dry, Values values) implements Command {
        Create asDry(boolean other) {
            return new Create(kind, tenant, key, other, values);
        }

        Create withName(int name) {
            return new Create(
                    kind,
                    tenant,
                    key,
                    dry,
                    new Values(
                            values.who,
                            values.other,
                            values.extra,
                            values.given,
                            name,
                            values.spelling,
                            values.password));
        }

        Create spelledOtherwise() {
            return new Create(
                    kind,
                    tenant,
                    key,
                    dry,
                    new Values(
                            values.who,
                            values.other,
                            values.extra,
                            values.given,
                            values.name,
                            1 - values.spelling,
                            values.password));
        }
    }

    /**
     * What is given: which of them is used, and for what, depends on the kind.
     *
     * @param extra an external id, a legal identity, or whether the user is enabled; 0 for none
     * @param given a user id; 0 for none
     * @param password 0 for none; {@link Requests#HASH_OF_PASSWORD_2} for a hash
     */
    record Values(int who, int other, int extra, int given, int name, int spelling, int password) {}

    /** To create a user that is not to be there yet, or to foresee it. */
    record IfAbsent(Create create) implements Command {}

    /** To make one of the last creates again, as it was or with something changed. */
    record Repeat(int back, How how, boolean dry) implements Command {}

    /** How something is repeated. */
    enum How {
        AS_IT_WAS,
        SPELLED_OTHERWISE,
        CHANGED
    }

    /** To let time pass. */
    record Advance(By by) implements Command {}

    /** How far; the day is that of the oldest record that still counts. */
    enum By {
        A_SECOND,
        UNTIL_JUST_BEFORE_A_DAY,
        UNTIL_A_DAY,
        BEYOND_A_DAY
    }

    /** To change one of the users that there were, or to foresee it, through its own tenant or another. */
    record Change(Patch patch, Version version, boolean dry, boolean throughAnother) implements Command {}

    /** Which version a change says that it was decided on. */
    enum Version {
        ANY,
        THE_PRESENT,
        ANOTHER;

        OptionalLong of(Person person) {
            return switch (this) {
                case ANY -> OptionalLong.empty();
                case THE_PRESENT -> OptionalLong.of(person.version());
                case ANOTHER -> OptionalLong.of(person.version() - 1);
            };
        }
    }

    /** To deactivate one of the users that there were, through its own tenant or another. */
    record Deactivate(int user, Version version, boolean throughAnother) implements Command {}

    /** To erase one of the users that there were, through its own tenant or another. */
    record Erase(int user, boolean throughAnother) implements Command {}

    /** To make one of the users belong to a customer, or no longer. */
    record Belong(int user, int customer, boolean join, boolean throughAnother) implements Command {}
}
