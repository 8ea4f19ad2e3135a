package dev.partyline.http.server;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, with nothing repaired that two servers could read in two ways. */
final class RequestDecoder extends HttpRequestDecoder {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_HEADERS = 8 * 1024;

    RequestDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(LONGEST_LINE).setMaxHeaderSize(LONGEST_HEADERS));
    }

    /** A length beside chunks is how requests are smuggled past a proxy (RFC 9112, 6.3). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
