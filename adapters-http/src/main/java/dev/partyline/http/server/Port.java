package dev.partyline.http.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A port that ends for newcomers only: who has connected before is accepted. Their system has told them that they are
 * connected, so that they may have sent a request.
 */
final class Port extends NioServerSocketChannel {
    /** As many connections may be waiting for being accepted. */
    static final int BACKLOG = 1024;

    /** As long as a selector has it, a close does not reach the system, which goes on to connect clients for nobody. */
    ChannelFuture end() {
        deregister().addListener(cancelled -> closeOnceFree());
        return closeFuture();
    }

    private void closeOnceFree() {
        if (javaChannel().isRegistered()) {
            var unused = eventLoop().schedule(this::closeOnceFree, 1, TimeUnit.MILLISECONDS);
        } else {
            var unused = close();
        }
    }

    @Override
    protected void doClose() throws Exception {
        List<Object> waiting = new ArrayList<>();
        try {
            // No more than could be waiting as this began, so that whoever keeps connecting doesn't hold up the end.
            while (isActive() && waiting.size() < BACKLOG && doReadMessages(waiting) > 0) {}
        } finally {
            super.doClose();
            waiting.forEach(pipeline()::fireChannelRead);
        }
    }
}
