package dev.partyline.http.server;

import dev.partyline.http.exchange.Endpoint;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Reception;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * An HTTP server, on which every method and every path goes to one endpoint. What never gets so far, such as a request
 * line that is none, is answered by the server itself, in the endpoint's own shape of errors. Safe for use by many
 * threads.
 */
public final class HttpHost implements AutoCloseable {
    private static final Reception NOTHING_SERVED = new Reception(
            Operation.UNKNOWN,
            ErrorShape.ENVELOPE,
            ErrorShape.ENVELOPE.unavailable("Nothing is served yet. Nothing was done."));

    private final EventLoopGroup threads;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Limits limits;
    private final Port port;
    private volatile Service service =
            new Service(request -> NOTHING_SERVED, Workers.of(Map.of()), (operation, answer, duration) -> {});

    /** Whether each answer from now on is the last of its connection. */
    private final AtomicBoolean stopping = new AtomicBoolean();

    private HttpHost(String host, int port, Limits limits) throws IOException {
        this.limits = limits;
        this.threads = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("http"),
                NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channelFactory(Port::new)
                .option(ChannelOption.SO_BACKLOG, Port.BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connect(channel);
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        this.port = (Port) bound.channel();
        if (!bound.isSuccess()) {
            end();
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": " + reason(bound.cause()), bound.cause());
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof UnresolvedAddressException ? "no such host" : String.valueOf(cause.getMessage());
    }

    /**
     * A server that has its port and serves nothing yet. Whoever connects waits.
     *
     * @param host the name or address to listen on
     * @param port the port to listen on; 0 takes a free one
     * @throws IOException if it can't listen there
     */
    public static HttpHost bind(String host, int port, Limits limits) throws IOException {
        return new HttpHost(host, port, limits);
    }

    /** A server that serves an endpoint whose work never waits. */
    public static HttpHost start(String host, int port, Endpoint endpoint) throws IOException {
        HttpHost server = bind(host, port, Limits.DEFAULT);
        server.serve(endpoint, Workers.of(Map.of()), (operation, answer, duration) -> {});
        return server;
    }

    /** Serves from now on. Called once; the workers are the server's to close. */
    public void serve(Endpoint endpoint, Workers workers, Observer observer) {
        service = new Service(endpoint, workers, observer);
        port.config().setAutoRead(true);
    }

    private void connect(SocketChannel channel) {
        Connection connection = new Connection(channel, service, limits, stopping);
        channel.pipeline()
                .addLast(new RequestDecoder(), new HttpResponseEncoder(), new FlowControlHandler(), connection);
        connections.add(channel);
    }

    /** The port on which it listens. */
    public int port() {
        return port.localAddress().getPort();
    }

    /**
     * Stops: nobody connects any more. Requests under way are finished, unless that takes too long. Any other one is
     * refused: whoever is connected has a moment for a request that may be on its way. Each answer says that it is the
     * last.
     */
    @Override
    public void close() {
        // Before the port is closed: whoever finds it closed gets answers that say that they are the last.
        stopping.set(true);
        port.end().awaitUninterruptibly();
        // Those who were accepted as the port closed are connections once their threads have come so far.
        awaitEach(threads, thread -> thread.submit(() -> {}));
        // No stream, which would insist on as many as there were when it began.
        awaitEach(connections, channel -> channel.eventLoop().submit(() -> stop(channel)));
        connections.newCloseFuture().awaitUninterruptibly(limits.stop().toMillis());
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        service.workers().close();
        end();
    }

    private static <T> void awaitEach(Iterable<T> all, Function<T, Future<?>> begun) {
        List<Future<?>> results = new ArrayList<>();
        for (T one : all) {
            results.add(begun.apply(one));
        }
        results.forEach(Future::awaitUninterruptibly);
    }

    /** A channel that its client has closed just now has lost its connection already. */
    private static void stop(Channel channel) {
        Connection connection = channel.pipeline().get(Connection.class);
        if (connection != null) {
            connection.stop();
        }
    }

    private void end() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
