// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.P256;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/// Keys that only one token can open: an ephemeral key pair of the sender agrees with the token's
/// certified key, and what they are for goes into the derivation.
///
/// ```
/// keys    X9.63-SHA-256(x of the shared point, "VERITAC RECLAIM V1" | context) -> enc(16) | mac(16)
/// sealed  AES-CBC(enc, vector 0, keys padded 80 00..) | CMAC(mac, the enciphered bytes)
/// ```
///
/// @param point of the sender's ephemeral key, 65 bytes
record KeyParcel(Octets point, Octets sealed) {
    private static final byte[] LABEL = "VERITAC RECLAIM V1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 16;

    static KeyParcel seal(ECPublicKey token, Octets context, Octets keys, SecureRandom random) {
        KeyPair own = P256.generate(random);
        try (var both = derive(own.getPrivate(), token, context);
                var enc = both.part(0, KEY_BYTES);
                var mac = both.part(KEY_BYTES, KEY_BYTES)) {
            byte[] body = Aes.encipher(enc, new byte[KEY_BYTES], Aes.pad(keys.bytes()));
            var point = Octets.taking(P256.write((ECPublicKey) own.getPublic()));
            var tag = Octets.taking(Aes.cmac(mac, body));
            return new KeyParcel(point, Octets.join(Octets.taking(body), tag));
        }
    }

    /// The keys; empty when the parcel is not for this token and this context, or was changed.
    Optional<Octets> open(PrivateKey own, Octets context) {
        int length = sealed.length() - KEY_BYTES;
        var other = P256.read(point.bytes());
        if (other.isEmpty() || length < KEY_BYTES || length % KEY_BYTES != 0) {
            return Optional.empty();
        }
        try (var both = derive(own, other.get(), context);
                var enc = both.part(0, KEY_BYTES);
                var mac = both.part(KEY_BYTES, KEY_BYTES)) {
            byte[] body = sealed.part(0, length).bytes();
            if (!Octets.taking(Aes.cmac(mac, body)).equals(sealed.part(length, KEY_BYTES))) {
                return Optional.empty();
            }
            var padded = Octets.taking(Aes.decipher(enc, new byte[KEY_BYTES], body));
            int end = Aes.unpaddedLength(padded.bytes());
            return end < 0 ? Optional.empty() : Optional.of(padded.part(0, end));
        }
    }

    private static Secret derive(PrivateKey own, ECPublicKey other, Octets context) {
        var shared = Octets.taking(P256.agree(own, other));
        var info = Octets.join(Octets.of(LABEL), context);
        return Kdf.x963(shared.bytes(), info.bytes(), 2 * KEY_BYTES);
    }
}
