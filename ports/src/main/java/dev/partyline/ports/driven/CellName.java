package dev.partyline.ports.driven;

/** What a host calls a cell. It stands in messages. Immutable. */
public record CellName(String text) {
    /** The name. */
    @Override
    public String toString() {
        return text;
    }
}
