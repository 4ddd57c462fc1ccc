// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.security.ECPrivateKey;

import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.channel.Trust;
import org.veritac.applets.store.Once;

/// What this module shows of itself in certificate mode, and whom it believes.
final class Credentials {
    private static final byte PRIVATE = (byte) 0x80;

    private final State state;
    private final Trust trust;
    private final Certificate reader;
    private final Once certificate;
    private final ECPrivateKey key;

    Credentials(State state, Trust trust) {
        this.state = state;
        this.trust = trust;
        reader = new Certificate();
        certificate = new Once(Certificate.BYTES_MAX);
        key = P256.privateKey();
    }

    /// Takes `7F21 {...}` and behind it `80 20 scalar`. The key first: what says that there is a
    /// certificate is written last.
    ///
    /// @return whether it has this form and there was none
    boolean personalise(byte[] buffer, short off, short length) {
        short end = (short) (off + length);
        short value = Tlv.value(buffer, off, end);
        if (value == Tlv.NONE || certificate.isWritten()) {
            return false;
        }
        short next = (short) (value + Tlv.length(buffer, value));
        short scalar = Tlv.value(buffer, next, end);
        if (scalar == Tlv.NONE
                || buffer[next] != PRIVATE
                || Tlv.length(buffer, scalar) != P256.SCALAR_BYTES
                || (short) (scalar + P256.SCALAR_BYTES) != end
                || !reader.read(buffer, off, (short) (next - off))
                || buffer[reader.at(Certificate.USAGE)] != Certificate.AGREES) {
            return false;
        }
        key.setS(buffer, scalar, P256.SCALAR_BYTES);
        return certificate.write(buffer, off, (short) (next - off));
    }

    boolean isSet() {
        return certificate.isWritten();
    }

    /// The certificate's bytes, to be read only.
    byte[] certificate() {
        return certificate.content();
    }

    short certificateBytes() {
        return certificate.length();
    }

    ECPrivateKey key() {
        return key;
    }

    /// Whose certificates of vaults are believed.
    Trust trust() {
        return trust;
    }

    /// LAB or PRODUCTION.
    byte kind() {
        return state.at(Places.KIND);
    }
}
