package dev.partyline.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. It has one request at a time, in the order in which they come, and reads nothing that nobody wants
 * yet. Everything here runs in the thread of the connection.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel channel;
    private final Service service;
    private final Limits limits;
    private final AtomicBoolean stopping;

    /** The request at hand; null between two requests. */
    private @Nullable Exchange exchange;

    private @Nullable Future<?> timer;

    /** Whether somebody wants the next message, and whether it has been asked for. */
    private boolean wanted;

    private boolean awaited;
    private boolean pumping;

    private boolean inputEnded;
    private boolean closing;

    /** @param stopping whether the server takes no more requests than those that may be on their way */
    Connection(SocketChannel channel, Service service, Limits limits, AtomicBoolean stopping) {
        this.channel = channel;
        this.service = service;
        this.limits = limits;
        this.stopping = stopping;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        next();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        awaited = false;
        try {
            if (closing) {
                read();
            } else if (exchange != null) {
                exchange.received((HttpContent) message);
            } else {
                exchange = new Exchange(this, service, limits, new Head((HttpRequest) message));
                exchange.begin();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Netty forgets who is waiting once it has read what there was. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (awaited) {
            ask();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (awaited) {
                inputIsOver();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException)) {
            LOG.error("a connection failed: {}", failure.getClass().getName());
        }
        abort();
    }

    /** The next message goes to the request at hand; if there is none, it is the head of the next one. */
    void read() {
        // Netty counts: who asks twice gets two.
        if (!awaited) {
            ask();
        }
    }

    private void ask() {
        wanted = true;
        if (pumping) {
            return;
        }
        // A loop and no recursion: a client may have sent a thousand requests at once.
        pumping = true;
        while (wanted) {
            wanted = false;
            awaited = true;
            channel.read();
            if (awaited && inputEnded) {
                inputIsOver();
            }
        }
        pumping = false;
    }

    private void inputIsOver() {
        if (exchange != null && !closing) {
            exchange.inputIsOver();
        } else {
            abort();
        }
    }

    /** Waits for the next request. */
    void next() {
        exchange = null;
        arm(isStopping() ? limits.last() : limits.idle(), this::abort);
        read();
    }

    void write(HttpObject part, Runnable written) {
        var unused = channel.writeAndFlush(part).addListener(result -> {
            if (result.isSuccess()) {
                written.run();
            } else {
                abort();
            }
        });
    }

    /** In place of whatever was to happen: this is done if nothing else has come by then. */
    void arm(Duration delay, Runnable late) {
        disarm();
        timer = channel.eventLoop().schedule(late, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    Executor thread() {
        return channel.eventLoop();
    }

    /** If there is no request at hand, one may be on its way; nobody could tell whether it was carried out. */
    void stop() {
        if (exchange == null) {
            arm(limits.last(), this::abort);
        }
    }

    boolean isStopping() {
        return stopping.get();
    }

    /**
     * Closes, once the client has closed too or has had the time for it: if anything of what it sent were left unread,
     * its system would throw away the answer.
     */
    void finish() {
        if (inputEnded) {
            abort();
            return;
        }
        closing = true;
        var unused = channel.shutdownOutput();
        arm(limits.rest(), this::abort);
        read();
    }

    void abort() {
        disarm();
        var unused = channel.close();
    }
}
