package dev.partyline.http.prelude;

import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of a user that are no plain texts, as a create and a patch have them. */
final class AppUserBody {
    private static final Map<String, GivenIdentifier.Type> TYPES = Map.of(
            "phone_number", GivenIdentifier.Type.PHONE_NUMBER,
            "email_address", GivenIdentifier.Type.EMAIL_ADDRESS);

    private AppUserBody() {}

    static @Nullable List<GivenIdentifier> identifiers(MemberReader reader) {
        JsonNode list = reader.list("identifiers");
        if (list == null) {
            return null;
        }
        List<GivenIdentifier> identifiers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode type = list.get(i).path("type");
            JsonNode value = list.get(i).path("value");
            GivenIdentifier.Type known = type.isString() ? TYPES.get(type.stringValue()) : null;
            if (known == null || !value.isString()) {
                reader.add(FieldFault.malformed("identifiers[" + i + "]"));
            } else {
                identifiers.add(new GivenIdentifier(known, value.stringValue()));
            }
        }
        return identifiers;
    }

    static @Nullable Map<String, String> profile(MemberReader reader) {
        JsonNode object = reader.object("profile");
        if (object == null) {
            return null;
        }
        Map<String, String> profile = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isString()) {
                profile.put(member.getKey(), member.getValue().stringValue());
            } else {
                reader.add(notText(member.getKey()));
            }
        });
        return profile;
    }

    /** A merge patch of the profile: null removes the text of its name. */
    static @Nullable Map<String, Optional<String>> profilePatch(MemberReader reader) {
        JsonNode object = reader.object("profile");
        if (object == null) {
            return null;
        }
        Map<String, Optional<String>> profile = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                profile.put(member.getKey(), Optional.empty());
            } else if (member.getValue().isString()) {
                profile.put(member.getKey(), Optional.of(member.getValue().stringValue()));
            } else {
                reader.add(notText(member.getKey()));
            }
        });
        return profile;
    }

    private static FieldFault notText(String name) {
        return FieldFault.notA("text", "profile." + name);
    }
}
