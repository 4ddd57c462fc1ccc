// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.Secret;
import org.veritac.card.channel.Kdf;
import org.veritac.card.ota.Key;
import org.veritac.card.ota.KeySet;
import org.veritac.card.vault.OperatorKeys;
import org.veritac.card.vault.UiccId;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Iccid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The operator's one secret, an AES key of 256 bits from which all keys of cards are derived (NIST
/// SP 800-108 in counter mode with AES-CMAC; label, constant and context say which). It never
/// leaves the operator: a card gets what was derived for it.
///
/// ```
/// card    label "OTA KIC", "OTA KID"          constant version    context ICCID(10)
/// vault   label "VAULT ENC", "... MAC", "... DEK"  constant KVN   context vault id(8)
/// both    label 56 49 4D 00.. key id          constant F0         context vault id(8), ICCID(10)
/// ```
///
/// The last line is `docs/secured-imei.md`, section 2, and is derived from the one above it.
public final class MasterKey implements AutoCloseable {
    public static final int BYTES = 32;

    private static final int CARD_KEY_BYTES = 16;
    private static final int DOWNLINK = 1;
    private static final int UPLINK = 2;
    private static final int CHECK_BYTES = 8;

    private final Secret secret;

    /// @param secret of 32 bytes; from now on it belongs to this key
    /// @throws IllegalArgumentException when it is of another length, or all its bytes are equal
    public MasterKey(Secret secret) {
        byte[] bytes = secret.copy();
        byte[] same = new byte[bytes.length];
        Arrays.fill(same, bytes.length == 0 ? 0 : bytes[0]);
        boolean plain = Arrays.equals(bytes, same);
        Arrays.fill(bytes, (byte) 0);
        if (secret.length() != BYTES || plain) {
            throw new IllegalArgumentException("a master key has 32 bytes, not all equal");
        }
        this.secret = secret;
    }

    /// Key set 1 of a card: what is sent to it.
    public KeySet downlink(Iccid card) {
        return packetKeys(card, DOWNLINK);
    }

    /// Key set 2 of a card: what it sends.
    public KeySet uplink(Iccid card) {
        return packetKeys(card, UPLINK);
    }

    /// The keys of one set for the personalisation of a card: KIc, then KID, 16 bytes each.
    ///
    /// @param version 1 downlink, 2 uplink
    public Secret forPersonalisation(Iccid card, int version) {
        if (version != DOWNLINK && version != UPLINK) {
            throw new IllegalArgumentException("cards have key sets 1 and 2");
        }
        try (Secret kic = packetKey("OTA KIC", card, version);
                Secret kid = packetKey("OTA KID", card, version)) {
            byte[] first = kic.copy();
            byte[] second = kid.copy();
            byte[] both = ByteBuffer.allocate(2 * CARD_KEY_BYTES).put(first).put(second).array();
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
            return Secret.taking(both);
        }
    }

    private KeySet packetKeys(Iccid card, int version) {
        return new KeySet(
                version,
                Key.aes(packetKey("OTA KIC", card, version)),
                Key.aes(packetKey("OTA KID", card, version)));
    }

    private Secret packetKey(String label, Iccid card, int version) {
        return Kdf.derive(secret, label(label, version), new UiccId(card).bytes(), CARD_KEY_BYTES);
    }

    /// The operator's key set in a vault, as personalisation puts it there.
    ///
    /// @param version KVN, 1 to 15
    /// @param bytes length of each key, 16 or 32
    public org.veritac.card.channel.KeySet vault(VaultId vault, int version, int bytes) {
        OperatorKeys.requireVersion(version);
        return new org.veritac.card.channel.KeySet(
                version,
                Kdf.derive(secret, label("VAULT ENC", version), vault.bytes(), bytes),
                Kdf.derive(secret, label("VAULT MAC", version), vault.bytes(), bytes),
                Kdf.derive(secret, label("VAULT DEK", version), vault.bytes(), bytes));
    }

    /// The keys with which one card opens one vault as itself.
    ///
    /// @param version KVN of the set in the vault
    /// @param bytes length of each key, 16 or 32
    public org.veritac.card.channel.KeySet vaultAs(
            VaultId vault, int version, int bytes, Iccid card) {
        try (var set = vault(vault, version, bytes)) {
            return OperatorKeys.forUicc(set, vault, new UiccId(card));
        }
    }

    /// By this a store knows again the key that its cards were made with; it says nothing about the
    /// key.
    String check() {
        try (Secret derived = Kdf.derive(secret, label("CHECK", 0), new byte[0], CHECK_BYTES)) {
            return HexFormat.of().formatHex(derived.copy());
        }
    }

    private static byte[] label(String name, int constant) {
        byte[] label = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), Kdf.LABEL_BYTES + 1);
        label[Kdf.LABEL_BYTES] = (byte) constant;
        return label;
    }

    @Override
    public void close() {
        secret.close();
    }
}
