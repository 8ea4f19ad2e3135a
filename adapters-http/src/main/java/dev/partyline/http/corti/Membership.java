package dev.partyline.http.corti;

import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.value.CustomerId;

/** A customer of a project, whose users a call is about. Immutable. */
record Membership(ConsoleProject project, CustomerId customer) {

    /** Whether the project's user is a member of the customer. Of one that is erased, nobody can tell. */
    boolean has(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> isOf((CustomerUser) active),
                former -> isOf((CustomerUser) former.user()),
                erased -> true);
    }

    private boolean isOf(CustomerUser user) {
        return user.customer().equals(customer);
    }
}
