package dev.partyline.domain.planted;

public final class StartsAThread {
    private StartsAThread() {}

    public static Thread thread() {
        return new Thread(() -> {});
    }
}
