package dev.partyline.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a host and its database. It can swallow all that is sent, as a firewall does, and close nothing. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final int database;
    private volatile boolean silent;

    SilentProxy(int database) throws IOException {
        this.database = database;
        start(() -> {
            while (true) {
                connect(server.accept());
            }
        });
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void start(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(Socket client) throws IOException {
        Socket there = new Socket(InetAddress.getLoopbackAddress(), database);
        sockets.add(client);
        sockets.add(there);
        start(() -> pass(client.getInputStream(), there.getOutputStream()));
        start(() -> pass(there.getInputStream(), client.getOutputStream()));
    }

    /** What was swallowed once is missing for good, so that this connection never works again. */
    private void pass(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[8192];
        boolean broken = false;
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            broken |= silent;
            if (!broken) {
                to.write(bytes, 0, read);
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on, nothing comes through. */
    void fallSilent() {
        silent = true;
    }

    /** New connections work again. */
    void speak() {
        silent = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
