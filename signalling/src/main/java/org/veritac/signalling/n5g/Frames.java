// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// One answer as HTTP/2 sends it (RFC 9113, clauses 6.1 and 6.2), made once.
///
/// ```
/// length(3) HEADERS END_HEADERS stream(4)  header block
/// length(3) DATA    END_STREAM  stream(4)  body
/// ```
///
/// The header block has no entry in the dynamic table of HPACK and refers to none, so it is the
/// same on every connection, whatever was sent before.
final class Frames {
    private static final int HEADER_BYTES = 9;

    /// Where in a frame its stream stands.
    private static final int STREAM_AT = 5;

    private final Http2Headers headers;
    private final byte[] body;
    private final byte[] bytes;
    private final int dataAt;

    private Frames(Http2Headers headers, byte[] block, byte[] body) {
        this.headers = headers;
        this.body = body;
        dataAt = HEADER_BYTES + block.length;
        ByteBuf out = Unpooled.buffer(dataAt + HEADER_BYTES + body.length);
        frame(out, Http2FrameTypes.HEADERS, Http2Flags.END_HEADERS, block);
        frame(out, Http2FrameTypes.DATA, Http2Flags.END_STREAM, body);
        bytes = ByteBufUtil.getBytes(out);
    }

    private static void frame(ByteBuf out, byte type, short flags, byte[] payload) {
        out.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(0);
        out.writeBytes(payload);
    }

    /// The frames of every answer.
    static Map<Answer, Frames> all() {
        var all = new EnumMap<Answer, Frames>(Answer.class);
        for (Answer answer : Answer.values()) {
            byte[] body = answer.body().getBytes(StandardCharsets.US_ASCII);
            Http2Headers headers = headers(answer, body.length);
            all.put(answer, new Frames(headers, block(headers), body));
        }
        return all;
    }

    private static Http2Headers headers(Answer answer, int length) {
        var headers = new DefaultHttp2Headers();
        headers.status(AsciiString.of(Integer.toString(answer.status())));
        headers.set(HttpHeaderNames.CONTENT_TYPE, AsciiString.of(answer.contentType()));
        headers.set(HttpHeaderNames.CONTENT_LENGTH, AsciiString.of(Integer.toString(length)));
        answer.more().forEach((name, value) -> headers.set(name, AsciiString.of(value)));
        return headers;
    }

    private static byte[] block(Http2Headers headers) {
        var encoder = new DefaultHttp2HeadersEncoder();
        ByteBuf out = Unpooled.buffer();
        try {
            encoder.configuration().maxHeaderTableSize(0);
            // The first block after that says so, which the ones that are kept must not.
            encoder.encodeHeaders(1, headers, out);
            out.clear();
            encoder.encodeHeaders(1, headers, out);
            return ByteBufUtil.getBytes(out);
        } catch (Http2Exception e) {
            throw new AssertionError("our own headers are within every bound", e);
        } finally {
            encoder.close();
        }
    }

    /// The header fields, not to be changed.
    Http2Headers headers() {
        return headers;
    }

    /// The body, a view of it for one writer.
    ByteBuf body() {
        return Unpooled.wrappedBuffer(body);
    }

    /// How many bytes of the body count against the windows of flow control.
    int controlled() {
        return body.length;
    }

    /// How many bytes both frames have.
    int length() {
        return bytes.length;
    }

    /// Writes both frames.
    void write(ByteBuf out, int stream) {
        int at = out.writerIndex();
        out.writeBytes(bytes);
        out.setInt(at + STREAM_AT, stream);
        out.setInt(at + dataAt + STREAM_AT, stream);
    }
}
