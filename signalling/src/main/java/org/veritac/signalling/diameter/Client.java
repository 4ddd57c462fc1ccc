// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The asking side of a connection, for load generators and tests: it exchanges capabilities, sends
/// requests that are already encoded, as many as the caller likes before it reads answers, and
/// answers watchdogs. One thread may send while another reads.
public final class Client implements Closeable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /// Takes answers.
    @FunctionalInterface
    public interface Answers {
        /// Takes one answer, `octets[from, to)`, which is valid only during the call.
        void answer(byte[] octets, int from, int to) throws IOException;
    }

    private final Transport transport;
    private final Capabilities capabilities;
    private final ReentrantLock sending = new ReentrantLock();
    private final Decoder decoder;
    private Answers answers = (_, _, _) -> {};
    private boolean ended;

    private Client(Transport transport, Identity identity, List<Application> applications) {
        this.transport = transport;
        var origin = new org.veritac.signalling.diameter.Answers(identity);
        capabilities = new Capabilities(identity, applications, origin, 1);
        Dictionary all = Dictionary.BASE;
        for (Application one : applications) {
            all = all.and(one.dictionary());
        }
        decoder = new Decoder(all);
    }

    /// Connects and exchanges capabilities.
    ///
    /// @param identity who this client says it is
    /// @param applications what it offers; they are not asked anything
    /// @param tls how to secure the connection; null for not at all
    /// @throws IOException when the node cannot be reached or does not want this client
    public static Client connect(
            InetSocketAddress address,
            Identity identity,
            List<Application> applications,
            @Nullable Tls tls)
            throws IOException {
        var plain = new Socket();
        try {
            plain.connect(address, Math.toIntExact(CONNECT_MAX.toMillis()));
            var transport = new StreamTransport(plain, tls == null ? plain : tls.opened(plain));
            return over(transport, identity, applications);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    static Client over(Transport transport, Identity identity, List<Application> applications)
            throws IOException {
        transport.greet();
        var client = new Client(transport, identity, applications);
        client.exchange();
        return client;
    }

    private void exchange() throws IOException {
        var writer = new Writer();
        capabilities.request(writer, transport.local(), 1);
        send(writer);
        int[] result = {0};
        while (result[0] == 0) {
            boolean more =
                    receive((octets, from, to) -> {
                        if (decoder.decode(octets, from, to)
                                instanceof Decoded.Whole(Message message)) {
                            result[0] = message.get(Base.RESULT_CODE).unsigned32();
                        }
                    });
            if (!more && result[0] == 0) {
                throw new IOException("the peer closed the connection");
            }
        }
        if (result[0] != ResultCode.SUCCESS.value()) {
            close();
            throw new IOException("the peer answered the CER with " + result[0]);
        }
    }

    /// Sends what was written, and empties the writer.
    public void send(Writer requests) throws IOException {
        requests.drainTo(this::send);
    }

    /// Sends whole messages, `octets[from, to)`. It may wait until the node reads.
    public void send(byte[] octets, int from, int to) throws IOException {
        sending.lock();
        try {
            transport.send(octets, from, to);
        } finally {
            sending.unlock();
        }
    }

    /// Waits for something to arrive and hands over all whole answers of it; may be none.
    ///
    /// @return false when nothing else will come
    public boolean receive(Answers taker) throws IOException {
        answers = taker;
        boolean more = transport.receive(receiver);
        return more && !ended;
    }

    private final Transport.Receiver receiver =
            new Transport.Receiver() {
                @Override
                public void message(byte[] octets, int from, int to) throws IOException {
                    if ((octets[from + 4] & Header.REQUEST) == 0) {
                        answers.answer(octets, from, to);
                    } else {
                        request(Header.read(octets, from));
                    }
                }

                @Override
                public void unframeable(String why) {
                    ended = true;
                }
            };

    private void request(Header header) throws IOException {
        var writer = new Writer();
        switch (header.command()) {
            case Base.WATCHDOG -> capabilities.watchdogAnswer(writer, header);
            case Base.DISCONNECT -> {
                capabilities.goodbyeAnswer(writer, header);
                ended = true;
            }
            default -> {}
        }
        send(writer);
    }

    @Override
    public void close() {
        transport.close();
    }
}
