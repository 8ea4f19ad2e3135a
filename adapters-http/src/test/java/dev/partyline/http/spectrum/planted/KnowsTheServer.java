package dev.partyline.http.spectrum.planted;

import io.javalin.http.Context;

public final class KnowsTheServer {
    private KnowsTheServer() {}

    public static String path(Context context) {
        return context.path();
    }
}
