// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.NioTransport;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The way in, bounded before HTTP begins: so many connections and not one more, also when they
/// never send a byte; and a peer that asks and asks and does not read its answers is cut off.
/// Vert.x bounds neither, so this stands below it.
final class Doorway extends NioTransport {
    /// Most bytes of answers that wait for one peer to read them. A well-behaved peer cannot come
    /// near: its open streams, all answered, are a tenth of it.
    static final int UNREAD_BYTES_MAX = 512 * 1024;

    private final int connectionsMax;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    Doorway(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    /// How many connections are open.
    int open() {
        return open.get();
    }

    /// How many were closed at once because too many were open.
    long refused() {
        return refused.sum();
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        if (domainSocket) {
            throw new IllegalArgumentException("this interface has Internet addresses only");
        }
        return Acceptor::new;
    }

    private final class Acceptor extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int from = accepted.size();
            int read = super.doReadMessages(accepted);
            for (int i = accepted.size() - 1; i >= from; i--) {
                if (!enter((Channel) accepted.get(i))) {
                    accepted.remove(i);
                }
            }
            return read;
        }

        private boolean enter(Channel connection) {
            if (open.incrementAndGet() > connectionsMax) {
                open.decrementAndGet();
                refused.increment();
                connection.unsafe().closeForcibly();
                return false;
            }
            connection.closeFuture().addListener(closed -> open.decrementAndGet());
            connection
                    .config()
                    .setWriteBufferWaterMark(
                            new WriteBufferWaterMark(UNREAD_BYTES_MAX / 2, UNREAD_BYTES_MAX));
            connection.pipeline().addLast(new UnreadBound());
            return true;
        }
    }

    /// Closes a connection whose peer has left too much unread.
    private static final class UnreadBound extends ChannelInboundHandlerAdapter {
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                context.fireChannelWritabilityChanged();
            } else {
                var transport = context.channel().unsafe();
                // Later, because this is called in the middle of a write; and below the pipeline,
                // because HTTP/2 would first wait to say goodbye.
                context.executor().execute(() -> transport.close(transport.voidPromise()));
            }
        }
    }
}
