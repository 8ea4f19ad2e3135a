package dev.partyline.domain.planted;

public final class ChangesItself {
    private int times;

    public int again() {
        return ++times;
    }
}
