package dev.partyline.domain.value;

/** What is kept of a password (C6): an encoded hash, such as a PHC string. Immutable. Shows nothing of itself. */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
