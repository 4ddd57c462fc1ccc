// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.card.CardLink;
import org.veritac.card.pcsc.Reader;
import org.veritac.card.pcsc.VirtualSlot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.smartcardio.TerminalFactory;

/// Where a token is, as it is typed: `HOST:PORT` or `PORT` is a slot that a virtual card looks for,
/// everything else the name of a PC/SC reader.
final class Slots {
    private static final int PORT_MAX = 65_535;

    private Slots() {}

    /// The card there.
    ///
    /// @throws IOException when there is none in time
    static CardLink open(String where, Duration patience) throws IOException {
        int colon = where.lastIndexOf(':');
        String port = where.substring(colon + 1);
        if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= PORT_MAX) {
            String host = colon < 0 ? "127.0.0.1" : where.substring(0, colon);
            return VirtualSlot.await(new InetSocketAddress(host, Integer.parseInt(port)), patience);
        }
        try {
            return Reader.open(TerminalFactory.getInstance("PC/SC", null).terminals(), where);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("PC/SC is not there: is pcscd running?", e);
        }
    }
}
