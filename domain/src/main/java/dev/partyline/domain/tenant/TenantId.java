package dev.partyline.domain.tenant;

import java.util.function.Function;

/**
 * What a user lives in, by its kind (T1). Users of different tenants never meet: the same phone, email or identifier in
 * two of them is two users.
 */
public sealed interface TenantId permits ProjectId, ConsoleProjectId, AccountId, AppId {

    /** The kind and the id as one text, for a store: two tenants are equal exactly if their texts are. */
    String text();

    /** The answer of the function for the kind of tenant. */
    default <T> T fold(
            Function<? super ProjectId, ? extends T> project,
            Function<? super ConsoleProjectId, ? extends T> consoleProject,
            Function<? super AccountId, ? extends T> account,
            Function<? super AppId, ? extends T> app) {
        if (this instanceof ProjectId id) {
            return project.apply(id);
        }
        if (this instanceof ConsoleProjectId id) {
            return consoleProject.apply(id);
        }
        if (this instanceof AccountId id) {
            return account.apply(id);
        }
        return app.apply((AppId) this);
    }

    /**
     * The tenant that a store kept.
     *
     * @param text what {@link #text()} gave
     * @throws IllegalArgumentException if the text is of no kind of tenant
     */
    static TenantId restored(String text) {
        String id = text.substring(text.indexOf(':') + 1);
        return switch (text.substring(0, text.length() - id.length())) {
            case ProjectId.KIND -> ProjectId.restored(id);
            case ConsoleProjectId.KIND -> new ConsoleProjectId(id);
            case AccountId.KIND -> new AccountId(id);
            case AppId.KIND -> new AppId(id);
            default -> throw new IllegalArgumentException("a text of no kind of tenant");
        };
    }
}
