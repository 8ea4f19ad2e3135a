package dev.partyline.domain.planted;

public final class PrintsItself {
    private PrintsItself() {}

    public static void print() {
        System.out.println("planted");
    }
}
