package dev.partyline.spring;

import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PoolLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application of the tests has, as properties, and what it asks for. */
final class Requests {
    static final String PROJECT_ID = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77";
    static final String ACCOUNT_ID = "acme";
    static final String CONSOLE_PROJECT_ID = "consoleproject";
    static final String CUSTOMER_ID = "contosohospital";
    static final String PHONE = "+14155550132";
    static final String LINE = "+14155550900";

    private static final List<String> TENANTS = List.of(
            "partyline.projects[0].id=" + PROJECT_ID,
            "partyline.projects[0].max-shared-users=2",
            "partyline.accounts[0].id=" + ACCOUNT_ID,
            "partyline.accounts[0].keys=email",
            "partyline.console-projects[0].id=" + CONSOLE_PROJECT_ID,
            "partyline.console-projects[0].customers=" + CUSTOMER_ID);

    static final Project PROJECT = Project.of(ProjectId.of(PROJECT_ID).get()).withMaxSharedUsers(2);
    static final Account ACCOUNT = Account.of(new AccountId(ACCOUNT_ID));
    static final List<PoolLine> LINES = List.of(PoolLine.unlimited(Line.of(LINE).get()));

    private Requests() {}

    /** The tenants, as properties. */
    static String[] tenants() {
        return TENANTS.toArray(String[]::new);
    }

    static NewSharedUser shared() {
        return shared(PHONE);
    }

    static NewSharedUser shared(String phone) {
        return NewSharedUser.of(PROJECT, phone, GivenProfile.NONE.withFirstName("Ada"))
                .get();
    }

    /** A user that needs no line. */
    static NewSubscriberUser subscriber(int number) {
        return NewSubscriberUser.of(
                        ACCOUNT,
                        new GivenSubscriberUser("Ada Lovelace", "ada" + number + "@example.com", PHONE, null, null))
                .get();
    }

    static NewCustomerUser customer(@Nullable String password) {
        return NewCustomerUser.of(
                        ConsoleProject.of(new ConsoleProjectId(CONSOLE_PROJECT_ID)),
                        new GivenCustomerUser(
                                CUSTOMER_ID, "ada@example.com", "Ada", "Lovelace", password, null, null, null))
                .get();
    }
}
