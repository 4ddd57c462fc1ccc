// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Puts messages together that SCTP delivers in parts, each stream for itself (RFC 6458, clause
/// 6.9, partial delivery).
final class Reassembly {
    /// How many streams may have an unfinished message.
    static final int STREAMS_MAX = 64;

    /// What a part makes of the message it belongs to.
    sealed interface Step {
        /// A whole message, the first octets of an array.
        final class Whole implements Step {
            private final byte[] octets;
            private final int length;

            Whole(byte[] octets, int length) {
                this.octets = octets;
                this.length = length;
            }

            byte[] octets() {
                return octets;
            }

            int length() {
                return length;
            }
        }

        /// More is to come.
        record Partial() implements Step {}

        /// More than a message may have, or too many unfinished ones.
        record Refused(String why) implements Step {}
    }

    private static final byte[] NOTHING = {};

    private final Map<Integer, byte[]> parts = new HashMap<>();

    Step add(int stream, byte[] octets, int length, boolean complete) {
        byte[] before = parts.getOrDefault(stream, NOTHING);
        int total = before.length + length;
        if (total > Decoder.MESSAGE_MAX) {
            return new Step.Refused("a message longer than " + Decoder.MESSAGE_MAX + " octets");
        }
        if (before.length == 0 && complete) {
            return new Step.Whole(octets, length);
        }
        byte[] all = Arrays.copyOf(before, total);
        System.arraycopy(octets, 0, all, before.length, length);
        if (complete) {
            parts.remove(stream);
            return new Step.Whole(all, total);
        }
        if (!parts.containsKey(stream) && parts.size() == STREAMS_MAX) {
            return new Step.Refused("too many streams with unfinished messages");
        }
        parts.put(stream, all);
        return new Step.Partial();
    }
}
