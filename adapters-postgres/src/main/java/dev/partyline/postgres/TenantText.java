package dev.partyline.postgres;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;

/** Tenants as the database has them: the kind and the id, so that those of different kinds with one id are two. */
final class TenantText {
    private static final String PROJECT = "project:";
    private static final String CONSOLE_PROJECT = "console:";
    private static final String ACCOUNT = "account:";
    private static final String APP = "app:";

    private TenantText() {}

    static String of(TenantId tenant) {
        if (tenant instanceof ProjectId id) {
            return PROJECT + id;
        }
        if (tenant instanceof ConsoleProjectId id) {
            return CONSOLE_PROJECT + id.value();
        }
        if (tenant instanceof AccountId id) {
            return ACCOUNT + id.value();
        }
        return APP + ((AppId) tenant).value();
    }

    static TenantId tenant(String text) {
        if (text.startsWith(PROJECT)) {
            return ProjectId.parse(text.substring(PROJECT.length())).orElseThrow();
        }
        if (text.startsWith(CONSOLE_PROJECT)) {
            return new ConsoleProjectId(text.substring(CONSOLE_PROJECT.length()));
        }
        if (text.startsWith(ACCOUNT)) {
            return new AccountId(text.substring(ACCOUNT.length()));
        }
        return new AppId(text.substring(APP.length()));
    }
}
