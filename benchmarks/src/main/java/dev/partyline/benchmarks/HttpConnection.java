package dev.partyline.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A connection that is kept open, with as little around it as there can be: the load is to cost the machine less than the server does. */
final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "Content-Length: ";

    private final Socket socket;
    private final byte[] buffer = new byte[64 * 1024];

    /** @param url what a host says that it listens on */
    static HttpConnection to(String url) throws IOException {
        return new HttpConnection(Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
    }

    private HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
    }

    /** Sends a request, and gives the whole of the answer to it. */
    String exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        String answer = "";
        for (int length = 0; answer.isEmpty() || answer.length() < length(answer); ) {
            int read = socket.getInputStream().read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new EOFException("closed within an answer");
            }
            length += read;
            answer = new String(buffer, 0, length, ISO_8859_1);
        }
        return answer;
    }

    /** How long the answer that begins so is. */
    private static int length(String beginning) {
        int end = beginning.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        int from = beginning.indexOf(LENGTH) + LENGTH.length();
        return end + 4 + Integer.parseInt(beginning.substring(from, beginning.indexOf('\r', from)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
