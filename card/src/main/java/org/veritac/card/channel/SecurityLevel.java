// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

/// What a channel protects (Amendment D, 7.1.2.1, P1 of EXTERNAL AUTHENTICATE).
public enum SecurityLevel {
    /// Commands are authentic.
    C_MAC(0x01),
    /// Commands are authentic and enciphered.
    C_ENC(0x03),
    /// Commands and responses are authentic.
    C_MAC_R_MAC(0x11),
    /// As before, and commands are enciphered.
    C_ENC_R_MAC(0x13),
    /// All is authentic and enciphered: the only level that our cards take.
    FULL(0x33);

    private final int value;

    SecurityLevel(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }

    boolean enciphersCommands() {
        return (value & 0x02) != 0;
    }

    boolean signsResponses() {
        return (value & 0x10) != 0;
    }

    boolean enciphersResponses() {
        return (value & 0x20) != 0;
    }

    /// The bits of the parameter i by which a card says that it can do this (Amendment D, 5.1).
    int cardParameter() {
        return (signsResponses() ? 0x20 : 0) | (enciphersResponses() ? 0x40 : 0);
    }
}
