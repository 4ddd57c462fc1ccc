// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;

import java.io.IOException;

/// A secure channel that is open: commands in clear go in, and come out as [Outcome]s. It lies over
/// a plain link, which stays the caller's; closing this forgets the keys and nothing else.
///
/// Not promised: that the card did anything when an exchange ends in an `IOException` or in
/// [Outcome.Refused]. After an `IOException` both sides may count differently, so the channel is
/// closed.
public final class SecureLink implements AutoCloseable {
    /// The most bytes of data in a command: what padding and MAC leave of 65,535.
    public static final int DATA_MAX = CommandApdu.DATA_MAX - 32;

    private final CardLink card;
    private final Session session;
    private final byte[] binder;
    private final long peer;

    SecureLink(CardLink card, Session session, byte[] binder, long peer) {
        this.card = card;
        this.session = session;
        this.binder = binder;
        this.peer = peer;
    }

    /// What names this channel and no other: the receipt of its key agreement, 16 bytes, to which
    /// both ends contributed. Proofs are made over it. It is no secret. Empty in SCP03, which
    /// agrees on nothing; see [Scp11#renew].
    public byte[] binder() {
        return binder.clone();
    }

    /// Serial of the certificate that the card showed; 0 in SCP03, which has none.
    public long peer() {
        return peer;
    }

    /// The same wire with the keys of another agreement; this one is closed.
    SecureLink succeededBy(Session next, byte[] nextBinder) {
        session.close();
        return new SecureLink(card, next, nextBinder, peer);
    }

    /// Sends a command through the channel.
    ///
    /// @param command in clear; its class needs no bit for secure messaging
    /// @throws IOException when the wire is broken; the channel is closed then
    public Outcome exchange(CommandApdu command) throws IOException {
        if (session.isClosed()) {
            return new Outcome.Broken(Outcome.Breach.CLOSED);
        }
        CommandApdu wrapped = session.wrap(command);
        boolean done = false;
        try {
            var response = Exchange.send(card, wrapped);
            done = true;
            return session.unwrap(response);
        } finally {
            if (!done) {
                session.close();
            }
        }
    }

    /// A key enciphered for this card under the channel's DEK, filled up with 00 to whole blocks.
    ///
    /// @throws IllegalStateException when the channel is closed
    public byte[] encipherKey(Secret key) {
        return session.encipherKey(key);
    }

    /// Whether the channel takes no more commands.
    public boolean isClosed() {
        return session.isClosed();
    }

    @Override
    public void close() {
        session.close();
    }
}
