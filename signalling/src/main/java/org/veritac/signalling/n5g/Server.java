// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Decider;
import org.veritac.signalling.Operators;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The interface N5g-eir: HTTP/2 with prior knowledge in clear text, or over TLS with ALPN, and
/// HTTP/1.1 on the same port. Decisions are made on the event loops, so the decider must not wait.
///
/// Bounded are connections, streams, requests in a second, the request target and header fields, a
/// body that nobody asked for, answers that a peer does not read, resets of streams and control
/// frames (Netty), idle connections and slow handshakes.
public final class Server implements AutoCloseable {
    /// What the kernel keeps of answers that a peer does not read; left alone it is some megabytes.
    private static final int SEND_BYTES = 128 * 1024;

    private static final int BACKLOG = 1024;
    private static final Duration STARTING = Duration.ofSeconds(30);

    /// What closing takes beyond the drain itself.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Configuration configuration;
    private final Service service;
    private final Doorway doorway;
    private final Tally tally = new Tally();
    private @Nullable EventLoopGroup loops;
    private @Nullable Channel listening;

    public Server(Decider decider, Operators operators, Configuration configuration) {
        this.configuration = configuration;
        var limits = configuration.limits();
        doorway = new Doorway(limits.connections());
        service =
                new Service(
                        new Endpoint(decider, operators, configuration.apiRoot()),
                        new Admission(limits.requestsPerSecond()),
                        limits.requestsPerSecondOfOne(),
                        tally);
    }

    /// Listens. To be called once.
    ///
    /// @return the address, with the port taken where the configuration left it open
    /// @throws IOException when the address cannot be taken or a file of the protection not be read
    public synchronized InetSocketAddress start() throws IOException {
        if (loops != null) {
            throw new IllegalStateException("started already");
        }
        var tls = configuration.tls();
        var reception =
                new Reception(
                        service,
                        configuration.limits(),
                        tls == null ? null : protect(tls),
                        doorway);
        var made =
                new MultiThreadIoEventLoopGroup(
                        configuration.eventLoops(),
                        new DefaultThreadFactory("n5g"),
                        NioIoHandler.newFactory());
        loops = made;
        var bound =
                new ServerBootstrap()
                        .group(made)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
                        .handler(
                                new ChannelInitializer<ServerChannel>() {
                                    @Override
                                    protected void initChannel(ServerChannel channel) {
                                        channel.pipeline().addLast(doorway);
                                    }
                                })
                        .childHandler(reception)
                        .bind(configuration.address());
        try {
            await(bound, STARTING);
        } catch (IOException e) {
            await(made.shutdownGracefully(0, 0, TimeUnit.SECONDS), CLOSING);
            throw e;
        }
        listening = bound.channel();
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        return new InetSocketAddress(configuration.address().getAddress(), port);
    }

    /// Stops: no new connection, GOAWAY to every peer, at most the drain of [Limits] for requests
    /// under way, then everything is closed. Closing again does nothing.
    @Override
    public synchronized void close() throws IOException {
        if (loops == null || listening == null) {
            return;
        }
        await(listening.close(), CLOSING);
        listening = null;
        var drain = configuration.limits().drain();
        doorway.inside().close().awaitUninterruptibly(drain.plus(CLOSING).toMillis());
        await(loops.shutdownGracefully(0, CLOSING.toSeconds(), TimeUnit.SECONDS), CLOSING);
    }

    public Counts counts() {
        return new Counts(doorway.open(), doorway.refused(), tally.byStatus());
    }

    private static SslContext protect(Tls tls) throws IOException {
        byte[] certificate = Files.readAllBytes(tls.certificate());
        byte[] key = Files.readAllBytes(tls.key());
        try {
            var builder =
                    SslContextBuilder.forServer(
                                    new ByteArrayInputStream(certificate),
                                    new ByteArrayInputStream(key))
                            .sslProvider(SslProvider.JDK)
                            .protocols("TLSv1.3", "TLSv1.2")
                            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            ApplicationProtocolNames.HTTP_2,
                                            ApplicationProtocolNames.HTTP_1_1));
            if (tls.clientAuthority() != null) {
                byte[] authority = Files.readAllBytes(tls.clientAuthority());
                builder.clientAuth(ClientAuth.REQUIRE)
                        .trustManager(new ByteArrayInputStream(authority));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("N5g-eir: no PEM as it should be: " + e.getMessage(), e);
        }
    }

    private static void await(Future<?> future, Duration bound) throws IOException {
        try {
            if (!future.await(bound.toMillis())) {
                throw new IOException("N5g-eir: no end after " + bound);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("N5g-eir: interrupted", e);
        }
        var cause = future.cause();
        if (cause != null) {
            throw new IOException("N5g-eir: " + cause, cause);
        }
    }
}
