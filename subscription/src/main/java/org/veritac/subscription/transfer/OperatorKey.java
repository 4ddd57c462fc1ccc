// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.Secret;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.Scp03;

import java.util.Optional;

/// The key that an operator's handsets share, for the variant without certificates. No token has
/// it: each has the keys that are derived from it for the pseudonym that it shows.
///
/// ```
/// ENC, MAC, DEK  KDF of SCP03 (Amendment D, 4.1.5) of the key; label "TKN" | 7 x 00 | 01, 02, 03; constant F0;
///                context: key diversification data(10)
/// ```
///
/// A handset that gives this key away gives all channels of this variant away, though no recorded
/// transfer: those have a fresh agreement inside. A policy that takes it is signed.
public final class OperatorKey implements Scp03.KeySource, AutoCloseable {
    /// The key version number.
    public static final int VERSION = 0x20;

    private static final byte[] LABEL = {'T', 'K', 'N'};

    private final Secret key;

    /// @param key AES, 16 or 32 bytes; belongs to this object
    public OperatorKey(Secret key) {
        this.key = key;
    }

    /// The keys of the token that shows this pseudonym; none for another key version.
    @Override
    public Optional<KeySet> find(byte[] diversification, int keyVersion) {
        if (keyVersion != VERSION) {
            return Optional.empty();
        }
        return Optional.of(
                new KeySet(
                        VERSION,
                        Kdf.child(key, LABEL, 1, diversification),
                        Kdf.child(key, LABEL, 2, diversification),
                        Kdf.child(key, LABEL, 3, diversification)));
    }

    @Override
    public void close() {
        key.close();
    }
}
