// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import org.veritac.card.CardLink;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/// A slot where `vpcd` would have one, for a machine without PC/SC: a card that looks for its
/// reader, such as a [VirtualReader], connects to it.
///
/// The protocol has neither names nor secrets: for the loopback interface.
public final class VirtualSlot implements CardLink {
    private static final int POWER_OFF = 0x00;
    private static final int POWER_ON = 0x01;
    private static final int RESET = 0x02;
    private static final int ATR = 0x04;

    private final ServerSocket listener;
    private final Socket card;
    private final DataInputStream in;
    private final OutputStream out;

    private VirtualSlot(ServerSocket listener, Socket card) throws IOException {
        this.listener = listener;
        this.card = card;
        this.in = new DataInputStream(card.getInputStream());
        this.out = card.getOutputStream();
    }

    /// Waits for a card.
    ///
    /// @param patience how long until one is there, and how long it may think about a command
    /// @throws IOException when the address is taken, or no card comes
    public static VirtualSlot await(InetSocketAddress address, Duration patience)
            throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, 1);
            listener.setSoTimeout((int) patience.toMillis());
            var card = listener.accept();
            card.setTcpNoDelay(true);
            card.setSoTimeout((int) patience.toMillis());
            var slot = new VirtualSlot(listener, card);
            slot.say(POWER_ON);
            return slot;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private void say(int word) throws IOException {
        write(new byte[] {(byte) word});
    }

    private void write(byte[] payload) throws IOException {
        byte[] message = new byte[2 + payload.length];
        message[0] = (byte) (payload.length >>> 8);
        message[1] = (byte) payload.length;
        System.arraycopy(payload, 0, message, 2, payload.length);
        out.write(message);
        out.flush();
    }

    private byte[] read() throws IOException {
        byte[] payload = new byte[in.readUnsignedShort()];
        in.readFully(payload);
        return payload;
    }

    @Override
    public byte[] reset() throws IOException {
        say(RESET);
        say(ATR);
        return read();
    }

    /// Sends one command.
    ///
    /// @throws IOException also for one that the protocol has no length for
    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (command.length > VirtualReader.PAYLOAD_BYTES_MAX || command.length < 2) {
            throw new IOException("a command of " + command.length + " bytes does not go in here");
        }
        write(Arrays.copyOf(command, command.length));
        return read();
    }

    /// Powers the card down and lets it go.
    @Override
    public void close() throws IOException {
        try (listener;
                card) {
            say(POWER_OFF);
        } catch (IOException e) {
            // the card was gone before
        }
    }
}
