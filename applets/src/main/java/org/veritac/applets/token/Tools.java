// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.Cmac;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.RandomBytes;

/// What the parts of the applet compute with, one of each, and the two arrays through which
/// commands come in and answers go out.
final class Tools {
    /// The largest packet with its place, padding and MAC.
    static final short IN_BYTES = 1088;

    static final short OUT_BYTES = 1088;

    /// In `in`, from where on there is room for enciphered keys behind any request but a packet.
    static final short ROOM = 288;

    final Cmac cmac = new Cmac();
    final Ecdsa ecdsa = new Ecdsa();
    final RandomBytes random = new RandomBytes();
    final MessageDigest sha256 = MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
    final byte[] in = JCSystem.makeTransientByteArray(IN_BYTES, JCSystem.CLEAR_ON_DESELECT);
    final byte[] out = JCSystem.makeTransientByteArray(OUT_BYTES, JCSystem.CLEAR_ON_DESELECT);
}
