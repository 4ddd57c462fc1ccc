// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

import java.nio.charset.StandardCharsets;

/// One connection that speaks HTTP/1.1. A request is answered when its header fields are there; its
/// body passes by, up to the bound.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends its connection
final class Http1 extends SimpleChannelInboundHandler<HttpObject> {
    private final Service service;
    private final Peer peer;
    private long bodyBytes;
    private boolean ending;

    Http1(Service service, Peer peer) {
        this.service = service;
        this.peer = peer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        // Who leaves too much unread is cut off when this batch is over: nothing is added for it.
        if (ending || !context.channel().isWritable()) {
            return;
        }
        if (part instanceof HttpRequest request) {
            bodyBytes = 0;
            serve(context, request);
        }
        if (part instanceof HttpContent body) {
            bodyBytes += body.content().readableBytes();
            if (bodyBytes > Service.BODY_BYTES_MAX) {
                ending = true;
                context.close();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    private void serve(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, request.decoderResult().cause());
            return;
        }
        var answer =
                service.answer(
                        peer,
                        HttpMethod.GET.equals(request.method()),
                        request.uri(),
                        Accepted.field(
                                request.headers()
                                        .valueCharSequenceIterator(HttpHeaderNames.ACCEPT)));
        send(context, answer, HttpUtil.isKeepAlive(request));
    }

    /// Answers what is not HTTP/1.1, and closes.
    private void refuse(ChannelHandlerContext context, Throwable cause) {
        Answer answer =
                switch (cause) {
                    case TooLongHttpLineException _ -> Answer.URI_TOO_LONG;
                    case TooLongHttpHeaderException _ -> Answer.HEADERS_TOO_LONG;
                    default -> Answer.REQUEST_MALFORMED;
                };
        send(context, service.refuse(answer), false);
    }

    private void send(ChannelHandlerContext context, Answer answer, boolean keepAlive) {
        byte[] body = answer.body().getBytes(StandardCharsets.US_ASCII);
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(body));
        var headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        answer.more().forEach(headers::set);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.write(response);
        if (!keepAlive) {
            ending = true;
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
