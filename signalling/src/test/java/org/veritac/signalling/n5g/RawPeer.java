// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A peer that sends and sees single frames of HTTP/2, so that it can do what clients do not.
final class RawPeer implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int WINDOW_UPDATE = 8;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /// @param payload one character for each octet
    record Frame(int type, int flags, int stream, String payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0;
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final List<Frame> passed = new ArrayList<>();
    private final ByteBuf out = Unpooled.buffer();

    /// @param settings pairs of identifier and value (RFC 9113, clause 6.5.2)
    RawPeer(InetSocketAddress address, int... settings) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out.writeBytes(Http2CodecUtil.connectionPrefaceBuf());
        settings(settings);
    }

    RawPeer settings(int... settings) {
        ByteBuf payload = Unpooled.buffer();
        for (int i = 0; i < settings.length; i += 2) {
            payload.writeShort(settings[i]).writeInt(settings[i + 1]);
        }
        return frame(SETTINGS, 0, 0, ByteBufUtil.getBytes(payload));
    }

    RawPeer frame(int type, int flags, int stream, byte[] payload) {
        out.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
        out.writeBytes(payload);
        return this;
    }

    RawPeer get(int stream, boolean ends) {
        var headers =
                new DefaultHttp2Headers()
                        .method("GET")
                        .scheme("http")
                        .authority("eir")
                        .path(Amf.PEI);
        return headers(stream, headers, ends);
    }

    RawPeer trailers(int stream) {
        return headers(stream, new DefaultHttp2Headers().set("x", "y"), true);
    }

    private RawPeer headers(int stream, Http2Headers headers, boolean ends) {
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(stream, headers, block);
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
        int flags = END_HEADERS | (ends ? END_STREAM : 0);
        return frame(HEADERS, flags, stream, ByteBufUtil.getBytes(block));
    }

    RawPeer window(int stream, int more) {
        return frame(WINDOW_UPDATE, 0, stream, ByteBufUtil.getBytes(Unpooled.copyInt(more)));
    }

    /// Sends all at once.
    RawPeer send() throws IOException {
        socket.getOutputStream().write(ByteBufUtil.getBytes(out));
        out.clear();
        return this;
    }

    /// The next frame of a stream, whatever comes on others.
    Frame next(int stream) throws IOException {
        for (var frame : passed) {
            if (frame.stream() == stream) {
                passed.remove(frame);
                return frame;
            }
        }
        var frame = read();
        while (frame.stream() != stream) {
            passed.add(frame);
            frame = read();
        }
        return frame;
    }

    /// The next frame of any stream, or the next answer to a ping.
    Frame next() throws IOException {
        return passed.isEmpty() ? read() : passed.removeFirst();
    }

    private Frame read() throws IOException {
        while (true) {
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (stream != 0 || type == PING) {
                return new Frame(type, flags, stream, new String(payload, ISO_8859_1));
            }
        }
    }

    @Override
    public void close() throws IOException {
        encoder.close();
        socket.close();
    }
}
