package dev.partyline.domain.request;

import org.jspecify.annotations.Nullable;

/** A phone and a line as a caller gave them, not checked yet; null if one was omitted or null (D2). */
public record GivenPair(
        @Nullable String phoneNumber, @Nullable String assignedPhoneNumber) {
    /** This phone, and no line yet. */
    public static GivenPair phone(@Nullable String phoneNumber) {
        return new GivenPair(phoneNumber, null);
    }

    /** The same phone, on this line. */
    public GivenPair onLine(@Nullable String assignedPhoneNumber) {
        return new GivenPair(phoneNumber, assignedPhoneNumber);
    }

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenPair";
    }
}
