// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// One connection that speaks HTTP/2.
///
/// Netty reads, keeps the state of streams and bounds what a peer may do. Only the usual answer, to
/// a request without a body, takes a short way around its writer: prepared frames go to the
/// [Outbox], when both windows of flow control let them pass whole and nothing is to be said before
/// them.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Http2 extends Http2ConnectionHandler {
    /// Most streams that one peer may reset in [#RESETS_WINDOW]; one more ends its connection. The
    /// answer to rapid reset (CVE-2023-44487), and to resets it makes us send (CVE-2025-8671).
    static final int RESETS_MAX = 200;

    static final int HEADER_BYTES_MAX = 8192;
    private static final Duration RESETS_WINDOW = Duration.ofSeconds(30);
    private static final Map<Answer, Frames> FRAMES = Frames.all();

    private final Service service;
    private final Peer peer;
    private final Outbox outbox;
    private final Http2Connection.PropertyKey taken;

    /// Whether the next header block must be made by the encoder, which may have to begin it with a
    /// new size of its table (RFC 7541, clause 4.2).
    private boolean tableChanged;

    private Http2(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Builder builder) {
        super(decoder, encoder, settings);
        service = builder.service;
        peer = builder.peer;
        outbox = builder.outbox;
        taken = connection().newKey();
        decoder.frameListener(new Requests());
    }

    /// @param outbox stands just before it in the pipeline
    static Http2 of(Service service, Peer peer, Limits limits, Outbox outbox) {
        return new Builder(service, peer, limits, outbox).build();
    }

    private static final class Builder
            extends AbstractHttp2ConnectionHandlerBuilder<Http2, Builder> {
        private final Service service;
        private final Peer peer;
        private final Outbox outbox;

        Builder(Service service, Peer peer, Limits limits, Outbox outbox) {
            this.service = service;
            this.peer = peer;
            this.outbox = outbox;
            var connection = new DefaultHttp2Connection(true);
            // Without priorities: all answers are equally short.
            connection
                    .remote()
                    .flowController(
                            new DefaultHttp2RemoteFlowController(
                                    connection, new UniformStreamByteDistributor(connection)));
            int seconds = (int) RESETS_WINDOW.toSeconds();
            connection(connection)
                    .initialSettings(
                            new Http2Settings()
                                    .maxConcurrentStreams(limits.streams())
                                    .maxHeaderListSize(HEADER_BYTES_MAX))
                    .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, seconds)
                    .encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, seconds)
                    .gracefulShutdownTimeoutMillis(limits.drain().toMillis());
        }

        @Override
        protected Http2 build() {
            return super.build();
        }

        @Override
        protected Http2 build(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            return new Http2(decoder, encoder, settings, this);
        }
    }

    private final class Requests extends Http2FrameAdapter {
        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
            tableChanged |= settings.headerTableSize() != null;
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int streamId,
                Http2Headers headers,
                int streamDependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean endOfStream)
                throws Http2Exception {
            onHeadersRead(context, streamId, headers, padding, endOfStream);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int streamId,
                Http2Headers headers,
                int padding,
                boolean endOfStream)
                throws Http2Exception {
            Http2Stream stream = connection().stream(streamId);
            // Trailers end a request that has its answer. And who leaves too much unread is cut
            // off when this batch is over: nothing is added for it.
            if (stream != null && !stream.isHeadersSent() && context.channel().isWritable()) {
                serve(context, stream, headers, endOfStream);
            }
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext context,
                int streamId,
                ByteBuf part,
                int padding,
                boolean endOfStream) {
            int bytes = part.readableBytes() + padding;
            Http2Stream stream = connection().stream(streamId);
            if (stream != null && !endOfStream) {
                @Nullable Integer before = stream.getProperty(taken);
                int sum = bytes + (before == null ? 0 : before);
                stream.setProperty(taken, sum);
                if (sum > Service.BODY_BYTES_MAX) {
                    resetStream(
                            context, streamId, Http2Error.NO_ERROR.code(), context.newPromise());
                }
            }
            return bytes;
        }
    }

    private void serve(
            ChannelHandlerContext context,
            Http2Stream stream,
            Http2Headers headers,
            boolean endOfStream)
            throws Http2Exception {
        @Nullable CharSequence method = headers.method();
        @Nullable CharSequence target = headers.path();
        @Nullable String accept = Accepted.field(headers.valueIterator(HttpHeaderNames.ACCEPT));
        boolean isGet = method != null && HttpMethod.GET.asciiName().contentEquals(method);
        var answer = service.answer(peer, isGet, target == null ? null : target.toString(), accept);
        var frames = Objects.requireNonNull(FRAMES.get(answer));
        if (isGet && endOfStream && isShortWayOpen(stream, frames.controlled())) {
            encoder()
                    .flowController()
                    .incrementWindowSize(connection().connectionStream(), -frames.controlled());
            outbox.add(frames, stream.id());
            stream.close();
        } else {
            boolean isHead = method != null && HttpMethod.HEAD.asciiName().contentEquals(method);
            write(context, stream.id(), frames, isHead);
        }
    }

    private boolean isShortWayOpen(Http2Stream stream, int bytes) {
        var windows = encoder().flowController();
        return !tableChanged
                && !connection().goAwaySent()
                && windows.windowSize(stream) >= bytes
                && windows.windowSize(connection().connectionStream()) >= bytes;
    }

    /// The long way: by Netty's encoder, which waits for windows to open.
    private void write(ChannelHandlerContext context, int stream, Frames frames, boolean isHead) {
        tableChanged = false;
        encoder().writeHeaders(context, stream, frames.headers(), 0, isHead, context.newPromise());
        if (!isHead) {
            encoder().writeData(context, stream, frames.body(), 0, true, context.newPromise());
        }
    }
}
