package dev.partyline.http.password;

/** What making a hash takes. */
record Cost(int kibibytes, int passes, int lanes) {
    private static final int MOST_KIBIBYTES = 65_536;
    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 4;
    private static final int KIBIBYTES_OF_LANE = 8;

    /**
     * Whether it is a cost that Argon2 allows, and that a hash from elsewhere may put on this process: up to the second cost that RFC
     * 9106 recommends, 64 MiB in 4 lanes, with some more passes.
     */
    boolean isBearable() {
        return lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && kibibytes >= KIBIBYTES_OF_LANE * lanes
                && kibibytes <= MOST_KIBIBYTES;
    }
}
