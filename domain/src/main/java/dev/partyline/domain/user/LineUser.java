package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;

/** A user of a Spectrum project: a phone on a line. Told apart by {@link User#fold}. */
public sealed interface LineUser extends User permits SharedUser, DedicatedUser {
    ProjectId project();

    PhoneNumber phone();

    Line line();

    Profile profile();

    /** Which numbers it claims for its phone (V15). */
    PhoneClaims claims();

    /**
     * The first of the user's keys, by which its tenant knows it: one for each number that is its phone. It is
     * remembered by all of them once it is deactivated (L3).
     */
    List<Key> identity();

    /** Whether the number is the user's phone, or another form of it (P2, R1). */
    default boolean isReachedBy(PhoneNumber number) {
        return phone().equals(number) || claims().otherForms().contains(number);
    }

    @Override
    default ProjectId tenant() {
        return project();
    }
}
