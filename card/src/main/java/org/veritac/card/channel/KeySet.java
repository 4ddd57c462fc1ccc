// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.Secret;

import java.util.Arrays;

/// The static keys of SCP03 under one key version number: ENC, MAC and DEK, AES of one length
/// (Amendment D, 4).
public final class KeySet implements AutoCloseable {
    public static final int CHECK_BYTES = 3;
    private static final int VERSION_MAX = 0x7F;

    private final int version;
    private final Secret enc;
    private final Secret mac;
    private final Secret dek;

    /// A key set that owns its keys.
    ///
    /// @param version key version number, 0 to 0x7F
    /// @throws IllegalArgumentException when the keys are not AES keys of one length
    public KeySet(int version, Secret enc, Secret mac, Secret dek) {
        boolean same = enc.length() == mac.length() && enc.length() == dek.length();
        if (version < 0 || version > VERSION_MAX || !same || !Aes.isKeyLength(enc.length())) {
            throw new IllegalArgumentException(
                    "a key set has a version and three AES keys of one length");
        }
        this.version = version;
        this.enc = enc;
        this.mac = mac;
        this.dek = dek;
    }

    /// A key set of `ENC | MAC | DEK`, 48, 72 or 96 bytes, which the caller wipes.
    public static KeySet of(int version, byte[] keys) {
        int size = keys.length / 3;
        return new KeySet(
                version,
                Secret.taking(Arrays.copyOfRange(keys, 0, size)),
                Secret.taking(Arrays.copyOfRange(keys, size, 2 * size)),
                Secret.taking(Arrays.copyOfRange(keys, 2 * size, keys.length)));
    }

    public int version() {
        return version;
    }

    public Secret enc() {
        return enc;
    }

    public Secret mac() {
        return mac;
    }

    public Secret dek() {
        return dek;
    }

    /// The first three bytes of a key's encryption of 16 x 01 (Amendment D, 4.1.4).
    public static byte[] checkValue(Secret key) {
        byte[] ones = new byte[Aes.BLOCK_BYTES];
        Arrays.fill(ones, (byte) 1);
        return Arrays.copyOf(Aes.block(key, ones), CHECK_BYTES);
    }

    @Override
    public void close() {
        enc.close();
        mac.close();
        dek.close();
    }

    @Override
    public String toString() {
        return "key set %02X, AES-%d".formatted(version, enc.length() * 8);
    }
}
