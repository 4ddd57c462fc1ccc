// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.io.IOException;
import java.util.Arrays;

/// What a card has answered; it does not change.
public final class Reply {
    private static final int OK = 0x9000;
    private static final int PROACTIVE = 0x91;

    private final byte[] octets;

    private Reply(byte[] octets) {
        this.octets = octets;
    }

    static Reply of(byte[] octets) throws IOException {
        if (octets.length < 2) {
            throw new IOException("a card that answers without a status word");
        }
        return new Reply(octets.clone());
    }

    public byte[] data() {
        return Arrays.copyOf(octets, octets.length - 2);
    }

    /// The status word, `0000` to `FFFF`.
    public int status() {
        return ((octets[octets.length - 2] & 0xFF) << 8) | (octets[octets.length - 1] & 0xFF);
    }

    /// Whether the card did it, with a proactive command waiting or without (TS 102 221, clause
    /// 10.2.1.1).
    public boolean isOk() {
        return status() == OK || status() >> 8 == PROACTIVE;
    }

    /// Whether a proactive command waits. How long it is stands in the second byte of the status
    /// word, 256 as 0.
    boolean isCommandWaiting() {
        return status() >> 8 == PROACTIVE;
    }
}
