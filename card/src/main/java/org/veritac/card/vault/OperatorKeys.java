// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.MacSize;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.SecurityLevel;

import java.nio.ByteBuffer;

/// One operator's key set in one vault, key version 01 to 0F, which is never used as it is: each
/// UICC has keys that open this vault as itself (docs/secured-imei.md, section 2).
public final class OperatorKeys {
    public static final int VERSION_MIN = 0x01;
    public static final int VERSION_MAX = 0x0F;

    private static final int WIDE_MIN = 0x08;
    private static final byte[] LABEL = {'V', 'I', 'M'};

    private OperatorKeys() {}

    /// The static keys with which a UICC opens a vault: for each of ENC, MAC and DEK the KDF of
    /// SCP03 with the label `VIM | 7 x 00 | number of the key, from 1`, constant F0 and context
    /// `vault id | EF_ICCID`.
    ///
    /// @param keys the operator's set in that vault; stays the caller's
    /// @throws IllegalArgumentException when the version is not an operator's
    public static KeySet forUicc(KeySet keys, VaultId vault, UiccId uicc) {
        requireVersion(keys.version());
        byte[] context =
                ByteBuffer.allocate(VaultId.BYTES + UiccId.BYTES)
                        .put(vault.bytes())
                        .put(uicc.bytes())
                        .array();
        return new KeySet(
                keys.version(),
                Kdf.child(keys.enc(), LABEL, 1, context),
                Kdf.child(keys.mac(), LABEL, 2, context),
                Kdf.child(keys.dek(), LABEL, 3, context));
    }

    /// What to ask a vault for with a key version: full protection, S16 from version 08 on.
    ///
    /// @throws IllegalArgumentException when the version is not an operator's
    public static Scp03.Wish wish(int version) {
        requireVersion(version);
        var size = version < WIDE_MIN ? MacSize.S8 : MacSize.S16;
        return new Scp03.Wish(version, SecurityLevel.FULL, size);
    }

    /// Insists on a key version of an operator.
    ///
    /// @throws IllegalArgumentException when it is not from 01 to 0F
    public static void requireVersion(int version) {
        if (version < VERSION_MIN || version > VERSION_MAX) {
            throw new IllegalArgumentException("operators have the key versions 01 to 0F");
        }
    }
}
