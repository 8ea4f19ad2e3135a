package dev.partyline.http.spectrum.planted;

import io.netty.channel.Channel;

public final class KnowsTheServer {
    private KnowsTheServer() {}

    public static boolean isOpen(Channel channel) {
        return channel.isOpen();
    }
}
