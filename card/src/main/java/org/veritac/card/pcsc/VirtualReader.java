// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import jdk.net.ExtendedSocketOptions;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/// Puts the card of a link into a virtual reader: connects to `vpcd` and answers what it asks. The
/// link stays the caller's.
///
/// The protocol has neither names nor secrets, and vpcd listens on every interface: for machines
/// behind a firewall.
public final class VirtualReader implements AutoCloseable {
    /// The largest payload that a length of two bytes can say.
    public static final int PAYLOAD_BYTES_MAX = 0xFFFF;

    private static final int POWER_OFF = 0x00;
    private static final int POWER_ON = 0x01;
    private static final int RESET = 0x02;
    private static final int ATR = 0x04;

    private final Socket socket;
    private final CardLink card;
    private byte[] atr = {};
    private volatile boolean closed;

    private VirtualReader(Socket socket, CardLink card) {
        this.socket = socket;
        this.card = card;
    }

    /// Puts a card into the slot that listens at an address.
    ///
    /// @param slot usually port 35963 or 35964
    /// @throws IOException when nothing listens there in time
    public static VirtualReader connect(InetSocketAddress slot, CardLink card, Duration timeout)
            throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(slot, (int) timeout.toMillis());
            return new VirtualReader(socket, card);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Answers the reader until it goes away or [#close()] is called by another thread.
    ///
    /// @throws IOException when the wire or the card breaks; the card is out of the reader then
    public void run() throws IOException {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                answer(read(in), out);
            }
        } catch (EOFException e) {
            closed = true;
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private byte[] read(DataInputStream in) throws IOException {
        acknowledgeQuickly();
        byte[] payload = new byte[in.readUnsignedShort()];
        acknowledgeQuickly();
        in.readFully(payload);
        return payload;
    }

    /// vpcd writes length and payload apart and waits for the acknowledgement of the first, which
    /// the kernel keeps back for 40 ms unless it is told before each read.
    private void acknowledgeQuickly() throws IOException {
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    private void answer(byte[] payload, OutputStream out) throws IOException {
        if (payload.length != 1) {
            write(bounded(card.transmit(payload)), out);
            return;
        }
        switch (payload[0]) {
            case POWER_ON, RESET -> atr = card.reset();
            case POWER_OFF -> atr = new byte[0];
            case ATR -> write(powered(), out);
            default -> throw new IOException("vpcd asks for something unknown");
        }
    }

    /// The ATR; some readers ask for it before they power the card.
    private byte[] powered() throws IOException {
        if (atr.length == 0) {
            atr = card.reset();
        }
        return atr;
    }

    /// A response too long for the protocol is none.
    private static byte[] bounded(byte[] response) {
        return response.length <= PAYLOAD_BYTES_MAX
                ? response
                : ResponseApdu.of(StatusWord.NO_DIAGNOSIS).bytes();
    }

    private static void write(byte[] payload, OutputStream out) throws IOException {
        byte[] message =
                Arrays.copyOf(new byte[] {(byte) (payload.length >>> 8)}, 2 + payload.length);
        message[1] = (byte) payload.length;
        System.arraycopy(payload, 0, message, 2, payload.length);
        out.write(message);
        out.flush();
    }

    /// Takes the card out of the reader.
    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
