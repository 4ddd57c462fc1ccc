// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Sets a new connection up: protection, then HTTP/2 or HTTP/1.1, whichever the peer speaks.
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a connection to be closed
final class Reception extends ChannelInitializer<Channel> {
    /// Longer than what [Endpoint] accepts, so that HTTP/1.1 gets the same answer as HTTP/2 for
    /// what is little too long.
    private static final int REQUEST_LINE_BYTES_MAX = 4096;

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final String END = "end";
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Service service;
    private final Limits limits;
    private final @Nullable SslContext protection;
    private final Doorway doorway;

    Reception(Service service, Limits limits, @Nullable SslContext protection, Doorway doorway) {
        this.service = service;
        this.limits = limits;
        this.protection = protection;
        this.doorway = doorway;
    }

    @Override
    protected void initChannel(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress remote)) {
            // Gone already.
            connection.close();
            return;
        }
        var address = remote.getAddress();
        var pipeline = connection.pipeline();
        if (protection != null) {
            var tls = protection.newHandler(connection.alloc());
            tls.setHandshakeTimeout(HANDSHAKE.toSeconds(), TimeUnit.SECONDS);
            pipeline.addLast(tls);
        }
        // Nothing is sent that was not asked for: who sends nothing is idle.
        pipeline.addLast(
                new IdleStateHandler(limits.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast(protection == null ? new Preface(address) : new Negotiated(address));
        pipeline.addLast(END, new End());
        doorway.inside().add(connection);
    }

    private void speakHttp2(ChannelPipeline pipeline, InetAddress address) {
        var outbox = new Outbox();
        pipeline.addBefore(END, null, outbox);
        pipeline.addBefore(END, null, Http2.of(service, peer(pipeline, address), limits, outbox));
    }

    private void speakHttp1(ChannelPipeline pipeline, InetAddress address) {
        var bounds =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
                        .setMaxHeaderSize(Http2.HEADER_BYTES_MAX);
        pipeline.addBefore(END, null, new HttpServerCodec(bounds));
        pipeline.addBefore(END, null, new Http1(service, peer(pipeline, address)));
    }

    private Peer peer(ChannelPipeline pipeline, InetAddress address) {
        return new Peer(
                Peer.asker(address, pipeline.get(SslHandler.class)),
                new Admission(service.requestsPerSecondOfOne()));
    }

    /// In clear text: who knows that we speak HTTP/2 begins with its preface (RFC 9113, clause
    /// 3.4).
    private final class Preface extends ByteToMessageDecoder {
        private final InetAddress address;

        Preface(InetAddress address) {
            this.address = address;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
            try {
                int length = Math.min(preface.readableBytes(), in.readableBytes());
                boolean begins = ByteBufUtil.equals(preface, 0, in, in.readerIndex(), length);
                if (begins && length < preface.readableBytes()) {
                    return;
                }
                if (begins) {
                    speakHttp2(context.pipeline(), address);
                } else {
                    speakHttp1(context.pipeline(), address);
                }
                context.pipeline().remove(this);
            } finally {
                preface.release();
            }
        }
    }

    /// Over TLS: as ALPN settled (RFC 7301), HTTP/1.1 for who does not use it.
    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        private final InetAddress address;

        Negotiated(InetAddress address) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.address = address;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                speakHttp2(context.pipeline(), address);
            } else {
                speakHttp1(context.pipeline(), address);
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("no handshake: {}", cause.toString());
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.fireExceptionCaught(cause);
        }
    }

    /// Ends what is idle or broken.
    private static final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof IdleStateEvent) {
                close(context);
            }
        }

        /// A peer's reset or hang-up must not fill the log; what is left is ours.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException || cause instanceof DecoderException) {
                LOG.debug("connection failed: {}", cause.toString());
            } else {
                LOG.error("a connection met a bug", cause);
            }
            close(context);
        }

        /// Below the pipeline: who does not listen is told nothing.
        private static void close(ChannelHandlerContext context) {
            var transport = context.channel().unsafe();
            transport.close(transport.voidPromise());
        }
    }
}
