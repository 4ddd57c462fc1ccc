// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import com.sun.nio.sctp.MessageInfo;
import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/// Messages over SCTP (RFC 6733, clause 2.1), as the machine has it. Answers go out on the stream
/// that the last message came on.
final class Sctp implements Transport {
    /// The payload protocol identifier of Diameter in clear (RFC 6733, clause 11.4).
    static final int PAYLOAD_PROTOCOL = 46;

    private static final int CHUNK = 16 * 1024;

    private final SctpChannel channel;
    private final Reassembly reassembly = new Reassembly();
    private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] part = new byte[CHUNK];
    private final InetAddress remote;
    private final InetAddress local;
    private volatile int stream;

    Sctp(SctpChannel channel) throws IOException {
        this.channel = channel;
        remote = address(channel.getRemoteAddresses());
        local = address(channel.getAllLocalAddresses());
    }

    /// Opens an association; how long that may take, the machine says.
    ///
    /// @throws IOException when there is nobody, or the machine has no SCTP
    static Sctp connect(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        SctpChannel channel = SctpChannel.open(address, 0, 0);
        try {
            return new Sctp(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Why this machine has no SCTP; empty when it has.
    static Optional<String> missing() {
        try (SctpServerChannel probe = SctpServerChannel.open()) {
            return probe.isOpen() ? Optional.empty() : Optional.of("the channel does not open");
        } catch (UnsupportedOperationException | LinkageError | IOException e) {
            return Optional.of("no SCTP in this kernel or library: " + e.getMessage());
        }
    }

    private static InetAddress address(Set<SocketAddress> all) throws IOException {
        for (SocketAddress one : all) {
            if (one instanceof InetSocketAddress address) {
                return address.getAddress();
            }
        }
        throw new IOException("an association without addresses");
    }

    @Override
    public void greet() {}

    @Override
    public boolean receive(Receiver receiver) throws IOException {
        in.clear();
        MessageInfo info = channel.receive(in, null, null);
        if (info == null || info.bytes() < 0) {
            return false;
        }
        in.flip();
        int length = in.remaining();
        in.get(part, 0, length);
        stream = info.streamNumber();
        return switch (reassembly.add(stream, part, length, info.isComplete())) {
            case Reassembly.Step.Partial() -> true;
            case Reassembly.Step.Refused(String why) -> {
                receiver.unframeable(why);
                yield false;
            }
            case Reassembly.Step.Whole whole -> deliver(whole, receiver);
        };
    }

    private static boolean deliver(Reassembly.Step.Whole whole, Receiver receiver)
            throws IOException {
        if (whole.length() < Header.LENGTH) {
            receiver.unframeable("a message shorter than its header");
            return false;
        }
        receiver.message(whole.octets(), 0, whole.length());
        return true;
    }

    @Override
    public void send(byte[] octets, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int length = Math.min(Math.max(Header.LENGTH, Wire.u24(octets, at + 1)), to - at);
            MessageInfo info = MessageInfo.createOutgoing(null, stream);
            info.payloadProtocolID(PAYLOAD_PROTOCOL);
            channel.send(ByteBuffer.wrap(octets, at, length), info);
            at += length;
        }
    }

    @Override
    public void finish() throws IOException {
        channel.shutdown();
    }

    @Override
    public InetAddress address() {
        return remote;
    }

    @Override
    public InetAddress local() {
        return local;
    }

    @Override
    public Certified certified() {
        return Certified.NOTHING;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The association is given up either way.
        }
    }
}
