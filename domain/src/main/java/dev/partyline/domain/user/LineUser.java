package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;

/** A user of a Spectrum project: a phone on a line. Told apart by {@link User#fold}. */
public sealed interface LineUser extends User permits SharedUser, DedicatedUser {
    ProjectId project();

    PhoneNumber phone();

    Line line();

    Profile profile();

    @Override
    default ProjectId tenant() {
        return project();
    }
}
