package dev.partyline.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection, on which exactly those bytes are sent that are given, however wrong, and answers are read one by one.
 */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /**
     * An answer as it came.
     *
     * @param headers by names in lower case
     */
    record Answer(int status, Map<String, String> headers, String body) {

        /** Whether the server said that it closes the connection. */
        boolean closes() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }
    }

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a byte for each character. */
    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** The same, and that there is no more to come. */
    void sendAll(String text) throws IOException {
        send(text);
        socket.shutdownOutput();
    }

    /** All that comes until the server closes. */
    String receiveAll() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /**
     * The next answer, be it an interim one.
     *
     * @param toHead whether it answers HEAD, so that its length is another body's
     * @throws EOFException if the server has closed the connection instead
     * @throws AssertionError if what comes is no answer
     */
    Answer receive(boolean toHead) throws IOException {
        String statusLine = line();
        assertThat(statusLine).matches("HTTP/1\\.1 \\d{3}( .*)?");
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        boolean bodiless = toHead || status < 200 || status == 204;
        int length = bodiless ? 0 : Integer.parseInt(headers.get("content-length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("in a body");
        }
        return new Answer(status, headers, new String(body, UTF_8));
    }

    /** The next line, without its end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after " + line.size() + " bytes of a line");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** So many bytes. */
    byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("after " + bytes.length + " bytes");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
