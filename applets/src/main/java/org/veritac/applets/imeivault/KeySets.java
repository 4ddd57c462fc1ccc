// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import org.veritac.applets.channel.AesKey;

/// The key sets of operators, a few at most, each under its version.
final class KeySets {
    /// How many operators one phone knows.
    static final short SETS_MAX = 4;

    /// Versions of operators' sets. Those from `WIDE` on use challenges and MACs of 16 bytes.
    static final byte VERSION_MIN = 0x01;

    static final byte WIDE = 0x08;
    static final byte VERSION_MAX = 0x0F;
    static final short NONE = -1;

    private final AesKey[] enc = new AesKey[SETS_MAX];
    private final AesKey[] mac = new AesKey[SETS_MAX];

    /// The version of each set; 0 while there is none. Written last.
    private final byte[] versions = new byte[SETS_MAX];

    KeySets() {
        for (short i = 0; i < SETS_MAX; i++) {
            enc[i] = AesKey.stored();
            mac[i] = AesKey.stored();
        }
    }

    static boolean isOperators(byte version) {
        return version >= VERSION_MIN && version <= VERSION_MAX;
    }

    /// Where the set of a version is, or NONE.
    short find(byte version) {
        for (short i = 0; i < SETS_MAX; i++) {
            if (versions[i] == version) {
                return i;
            }
        }
        return NONE;
    }

    boolean isEmpty() {
        for (short i = 0; i < SETS_MAX; i++) {
            if (versions[i] != 0) {
                return false;
            }
        }
        return true;
    }

    AesKey enc(short set) {
        return enc[set];
    }

    AesKey mac(short set) {
        return mac[set];
    }

    /// Adds a set or replaces the one of this version; torn, there is none of it.
    ///
    /// @param macOffset where the MAC key stands; both keys have `bytes`
    /// @return false when there is no room
    boolean put(byte version, byte[] buffer, short encOffset, short macOffset, short bytes) {
        short set = find(version);
        if (set == NONE) {
            set = find((byte) 0);
        }
        if (set == NONE) {
            return false;
        }
        versions[set] = 0;
        enc[set].set(buffer, encOffset, bytes);
        mac[set].set(buffer, macOffset, bytes);
        versions[set] = version;
        return true;
    }
}
