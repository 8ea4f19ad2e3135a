package dev.partyline.inmemory.planted;

import dev.partyline.domain.internal.Text;

public final class ReachesIntoTheDomain {
    private ReachesIntoTheDomain() {}

    public static boolean isStorable(String text) {
        return Text.isStorable(text);
    }
}
