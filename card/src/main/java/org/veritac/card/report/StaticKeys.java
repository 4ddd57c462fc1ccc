// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.veritac.card.Secret;

/// The three static keys of a secure channel between one UICC and one vault.
///
/// @param enc enciphers
/// @param mac authenticates
/// @param dek enciphers keys
public record StaticKeys(Secret enc, Secret mac, Secret dek) {
    public StaticKeys {
        boolean even = enc.length() == mac.length() && enc.length() == dek.length();
        if (!even || !isKeyLength(enc.length())) {
            throw new IllegalArgumentException("three AES keys of 128 or 256 bits");
        }
    }

    static boolean isKeyLength(int bytes) {
        return bytes == 16 || bytes == 32;
    }
}
