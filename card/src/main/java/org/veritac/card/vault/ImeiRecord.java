// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Digest;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.identity.Imei;
import org.veritac.identity.SemiOctets;

import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/// An IMEI signed for one slot of one vault: `BF20 {80 slot, 81 IMEI, 7F21 signer's certificate,
/// 5F37 r | s}`. The signature is over `"VERITAC IMEI V1" | slot | IMEI(8) | SHA-256(agreement
/// point of the vault)`.
public final class ImeiRecord {
    public static final int SLOTS = 2;
    static final int IMEI_BYTES = 8;
    static final int TAG_SLOT = 0x80;
    static final int TAG_IMEI = 0x81;

    private static final int TAG = 0xBF20;
    private static final int TAG_SIGNATURE = 0x5F37;
    private static final byte[] DOMAIN = "VERITAC IMEI V1".getBytes(US_ASCII);

    private final Tlv item;

    private ImeiRecord(Tlv item) {
        this.item = item;
    }

    /// Who may sign the IMEIs of some TACs.
    ///
    /// @param certificate names the TACs
    public record Signer(Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return certificate.toString();
        }
    }

    /// Signs an IMEI for a slot, 1 or 2, of the vault with an agreement key.
    ///
    /// @throws IllegalArgumentException when the signer's certificate does not name the TAC
    public static ImeiRecord sign(
            Signer signer, Slot slot, ECPublicKey vault, SecureRandom random) {
        if (!signer.certificate().content().tacs().contains(slot.imei().tac())) {
            throw new IllegalArgumentException("the signer may not sign " + slot.imei().tac());
        }
        byte[] imei = write(slot.imei());
        var message = new ByteArrayOutputStream();
        message.writeBytes(DOMAIN);
        message.write(slot.number());
        message.writeBytes(imei);
        message.writeBytes(Digest.sha256(P256.write(vault)));
        byte[] signature = P256.sign(signer.key(), message.toByteArray(), random);
        return new ImeiRecord(
                Tlv.of(
                        TAG,
                        Tlv.ofByte(TAG_SLOT, slot.number()),
                        Tlv.of(TAG_IMEI, imei),
                        signer.certificate().tlv(),
                        Tlv.of(TAG_SIGNATURE, signature)));
    }

    /// A slot of a vault and what is in it.
    ///
    /// @param number 1 or 2
    public record Slot(int number, Imei imei) {
        public Slot {
            if (number < 1 || number > SLOTS) {
                throw new IllegalArgumentException("a vault has the slots 1 and 2");
            }
        }
    }

    public byte[] bytes() {
        return item.bytes();
    }

    /// 15 digits with the check digit, low half byte first, last half byte F (TS 31.102, 4.2.101).
    static byte[] write(Imei imei) {
        return SemiOctets.write(imei.labelDigits());
    }

    /// The IMEI that 8 bytes are. The 15th digit is whatever the vault keeps there.
    static Optional<Imei> read(byte[] bytes) {
        return bytes.length == IMEI_BYTES
                ? SemiOctets.read(bytes)
                        .filter(digits -> digits.length() == Imei.DIGITS + 1)
                        .flatMap(Imei::ifValid)
                : Optional.empty();
    }
}
