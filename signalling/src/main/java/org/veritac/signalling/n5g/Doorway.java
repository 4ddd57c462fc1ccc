// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The way in, bounded before HTTP begins: so many connections and not one more, also when they
/// never send a byte; and a peer that asks and asks and does not read its answers is cut off.
/// Stands at the listening socket, before whoever takes its connections.
@Sharable
final class Doorway extends ChannelInboundHandlerAdapter {
    /// Most bytes of answers that wait for one peer to read them. A well-behaved peer cannot come
    /// near: its open streams, all answered, are a tenth of it.
    static final int UNREAD_BYTES_MAX = 512 * 1024;

    private final int connectionsMax;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    /// Once it is closed it closes also who comes later.
    private final ChannelGroup inside = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

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

    /// The connections.
    ChannelGroup inside() {
        return inside;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var connection = (Channel) accepted;
        if (open.incrementAndGet() > connectionsMax) {
            open.decrementAndGet();
            refused.increment();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection
                .config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(UNREAD_BYTES_MAX / 2, UNREAD_BYTES_MAX));
        connection.pipeline().addLast(new UnreadBound());
        context.fireChannelRead(connection);
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
