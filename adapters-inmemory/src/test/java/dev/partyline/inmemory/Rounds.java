package dev.partyline.inmemory;

/** How often a race is run, since its threads meet in another way each time. */
public final class Rounds {
    public static final int MANY = Integer.getInteger("partyline.rounds", 50);

    private Rounds() {}
}
