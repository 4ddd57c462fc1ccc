// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.Trust;
import org.veritac.applets.store.Once;

/// What a vault keeps without power. Every part is whole at every moment: written once with its
/// flag last, or one byte.
final class Vault {
    static final short IMEI_BYTES = 8;
    static final short SLOTS = 2;

    private static final byte FRESH = 0;
    private static final byte PERSONALISED = 1;
    private static final short FACTORY_KEYS = 3;

    final Factory factory = new Factory(FACTORY_KEYS);

    /// Of its certificate, and of the device's proofs.
    final KeyPairs pairs = new KeyPairs();

    final KeySets sets = new KeySets();
    final Failures failures = new Failures();
    final Once certificate = new Once(Certificate.BYTES_MAX);
    final Trust modules;
    final Trust signers;

    private final Once[] imeis = new Once[SLOTS];
    private final byte[] state = new byte[1];
    private final byte[] oneWay = new byte[1];

    Vault(Ecdsa ecdsa) {
        modules = new Trust(ecdsa);
        signers = new Trust(ecdsa);
        for (short i = 0; i < SLOTS; i++) {
            imeis[i] = new Once(IMEI_BYTES);
        }
    }

    boolean isFresh() {
        return state[0] == FRESH;
    }

    /// The IMEI of a slot counted from 0.
    Once imei(short slot) {
        return imeis[slot];
    }

    boolean isOneWayAllowed() {
        return oneWay[0] != 0;
    }

    void allowOneWay(boolean allowed) {
        oneWay[0] = (byte) (allowed ? 1 : 0);
    }

    /// Whether all is there that a phone needs: an IMEI, a certificate, a device key, and a way in.
    boolean isComplete() {
        boolean way = modules.isSet() || !sets.isEmpty();
        return way
                && certificate.isWritten()
                && pairs.isMade(KeyPairs.SIGNING)
                && imeis[0].isWritten();
    }

    /// Ends personalisation for ever, and with it the factory's keys.
    void personalised() {
        state[0] = PERSONALISED;
        factory.end();
    }
}
