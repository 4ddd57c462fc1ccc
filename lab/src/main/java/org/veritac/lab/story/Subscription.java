// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.ota.Subscriber;

import java.io.IOException;
import java.util.HexFormat;

/// A subscription: its card, and what its operator knows of it.
///
/// @param card the way to the operator's module, written down
/// @param iccid its name
record Subscription(Imsi imsi, Msisdn msisdn, CardLink card, Iccid iccid) {
    private static final byte[] CHALLENGE =
            HexFormat.of()
                    .parseHex("008800812210" + "00".repeat(16) + "10" + "00".repeat(16) + "00");
    private static final byte[] SELECT_ECC = HexFormat.of().parseHex("00A4000C026FB7");
    private static final byte[] READ_ECC = HexFormat.of().parseHex("00B2010400");
    private static final int CLOSED = 0x6985;
    private static final int OK = 0x9000;

    Subscriber subscriber() {
        return new Subscriber(iccid, imsi, msisdn);
    }

    /// Whether the card answers a challenge of anybody, rightly or that it is forged, instead of
    /// keeping silent.
    boolean answersChallenges() throws IOException {
        return status(card.transmit(CHALLENGE)) != CLOSED;
    }

    boolean readsEmergencyNumbers() throws IOException {
        card.transmit(SELECT_ECC);
        return status(card.transmit(READ_ECC)) == OK;
    }

    private static int status(byte[] response) {
        return ((response[response.length - 2] & 0xFF) << 8)
                | (response[response.length - 1] & 0xFF);
    }
}
