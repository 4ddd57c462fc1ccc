// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// Cuts a stream into messages by the length in their headers (RFC 6733, clause 3).
sealed interface Framing {
    /// A message of this length stands there.
    record Whole(int length) implements Framing {}

    /// So many octets of it are needed to go on.
    record Partial(int needed) implements Framing {}

    /// No message can start like this.
    record Impossible(String why) implements Framing {}

    /// What starts at `from`, of which the octets before `to` have arrived.
    static Framing of(byte[] octets, int from, int to) {
        if (to - from < 4) {
            return new Partial(Header.LENGTH);
        }
        int length = Wire.u24(octets, from + 1);
        if (length < Header.LENGTH) {
            return new Impossible("a message shorter than its header");
        }
        if (length > Decoder.MESSAGE_MAX) {
            return new Impossible("a message longer than " + Decoder.MESSAGE_MAX + " octets");
        }
        return length <= to - from ? new Whole(length) : new Partial(length);
    }
}
