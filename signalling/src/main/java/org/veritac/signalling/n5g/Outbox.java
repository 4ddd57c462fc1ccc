// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

import org.jspecify.annotations.Nullable;

/// Answers of one connection on their way out: those to requests that came together leave together,
/// in one buffer. Whatever else is written keeps its place behind those before it.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Outbox extends ChannelOutboundHandlerAdapter {
    /// Most bytes that are gathered before they are passed on; longer than any answer.
    static final int BYTES_MAX = 16 * 1024;

    private @Nullable ChannelHandlerContext place;
    private @Nullable ByteBuf gathered;

    /// Adds the frames of one answer. They leave with the next flush or sooner.
    void add(Frames frames, int stream) {
        if (place == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        if (gathered != null && gathered.writableBytes() < frames.length()) {
            pass(place);
        }
        if (gathered == null) {
            gathered = place.alloc().buffer(BYTES_MAX, BYTES_MAX);
        }
        frames.write(gathered, stream);
    }

    private void pass(ChannelHandlerContext context) {
        var bytes = gathered;
        if (bytes != null) {
            gathered = null;
            context.write(bytes);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        place = context;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        pass(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        pass(context);
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        pass(context);
        context.flush();
    }
}
