// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.Trust;
import org.veritac.applets.store.Once;

/// Who a token is and whom it believes. Every part is whole at every moment: written once with its
/// flag last, or one byte.
final class Identity {
    /// An id of a token or of a handset.
    static final short ID_BYTES = Factory.ID_BYTES;

    static final short BINDING_BYTES_MAX = 214;

    /// The most spans of IMEIs that it serves, each first(7) and last(7).
    static final short SPANS_MAX = 8;

    static final short SPAN_BYTES = 14;

    private static final short FACTORY_KEYS = 2;

    final Factory factory = new Factory(FACTORY_KEYS);

    /// Of its certificate, and of its receipts.
    final KeyPairs pairs = new KeyPairs();

    /// Keys made of the operator's, and the pseudonym that they were made for, where the token has
    /// them.
    final AesKey operatorEnc = AesKey.stored();

    final AesKey operatorMac = AesKey.stored();
    final Once pseudonym = new Once(ID_BYTES);
    final Once certificate = new Once(Certificate.BYTES_MAX);
    final Once binding = new Once(BINDING_BYTES_MAX);
    final Once spans = new Once((short) (SPANS_MAX * SPAN_BYTES));

    /// Who signs certificates of handsets, bindings of handsets, orders.
    final Trust handsets;

    final Trust bindings;
    final Trust operators;

    Identity(Ecdsa ecdsa) {
        handsets = new Trust(ecdsa);
        bindings = new Trust(ecdsa);
        operators = new Trust(ecdsa);
    }

    /// Whether all is there but for the subscription.
    boolean isComplete() {
        return certificate.isWritten()
                && binding.isWritten()
                && handsets.isSet()
                && bindings.isSet()
                && operators.isSet();
    }
}
