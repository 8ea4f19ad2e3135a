package dev.partyline.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a request for a user, as a client writes them: right or wrong. Immutable. */
record NewUser(Map<String, @Nullable Object> members) {

    /** A request without any member. */
    static final NewUser EMPTY = new NewUser(Map.of());

    static NewUser shared(String phone) {
        return EMPTY.with("type", "shared").with("phoneNumber", phone);
    }

    static NewUser dedicated(String phone, String line) {
        return EMPTY.with("type", "dedicated").with("phoneNumber", phone).with("assignedPhoneNumber", line);
    }

    NewUser named(String first, String last) {
        return with("firstName", first).with("lastName", last);
    }

    NewUser with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new NewUser(more);
    }

    NewUser without(String member) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(members);
        fewer.remove(member);
        return new NewUser(fewer);
    }
}
