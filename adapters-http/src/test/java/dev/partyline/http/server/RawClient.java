package dev.partyline.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Says to a server exactly what it is told to, however wrong, and takes what comes back until the server closes. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    static String exchange(int port, String request) throws IOException {
        try (var client = new RawClient(port)) {
            client.send(request);
            return client.receiveAll();
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    void sendNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /** Whatever has come by the time that this ends it, such as an interim answer. */
    String receiveUntil(String end) throws IOException {
        var received = new StringBuilder();
        while (received.indexOf(end) < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                return received.toString();
            }
            received.append((char) read);
        }
        return received.toString();
    }

    /** So many bytes, unless the server closes before. */
    byte[] receive(int bytes) throws IOException {
        return socket.getInputStream().readNBytes(bytes);
    }

    String receiveAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
