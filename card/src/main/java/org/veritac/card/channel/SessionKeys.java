// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.Secret;

/// The keys of one channel.
///
/// @param dek enciphers keys on their way to the card: static in SCP03, of the session in SCP11
record SessionKeys(Secret enc, Secret mac, Secret rmac, Secret dek) implements AutoCloseable {
    private static final int CARD_CRYPTOGRAM = 0x00;
    private static final int HOST_CRYPTOGRAM = 0x01;
    private static final int S_ENC = 0x04;
    private static final int S_MAC = 0x06;
    private static final int S_RMAC = 0x07;

    /// Amendment D, 6.2.1: keys as long as the static ones.
    ///
    /// @param context host challenge and card challenge
    static SessionKeys of(KeySet keys, byte[] context) {
        int bytes = keys.enc().length();
        return new SessionKeys(
                Kdf.derive(keys.enc(), label(S_ENC), context, bytes),
                Kdf.derive(keys.mac(), label(S_MAC), context, bytes),
                Kdf.derive(keys.mac(), label(S_RMAC), context, bytes),
                keys.dek().part(0, bytes));
    }

    /// Amendment D, 6.2.2.2.
    Secret cardCryptogram(byte[] context, MacSize size) {
        return Kdf.derive(mac, label(CARD_CRYPTOGRAM), context, size.bytes());
    }

    /// Amendment D, 6.2.2.3.
    Secret hostCryptogram(byte[] context, MacSize size) {
        return Kdf.derive(mac, label(HOST_CRYPTOGRAM), context, size.bytes());
    }

    private static byte[] label(int constant) {
        byte[] label = new byte[Kdf.LABEL_BYTES + 1];
        label[Kdf.LABEL_BYTES] = (byte) constant;
        return label;
    }

    @Override
    public void close() {
        enc.close();
        mac.close();
        rmac.close();
        dek.close();
    }
}
