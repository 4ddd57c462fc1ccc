// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

/// A message that obeys its rule in the dictionary: a view of the octets it came in, valid until
/// the call that it was handed to returns.
public final class Message {
    private final byte[] octets;
    private final int from;
    private final int to;
    private final Header header;
    private final Grammar grammar;
    private final int[] firsts;

    /// @param firsts where the first AVP of each slot of the grammar stands, 0 for none
    Message(byte[] octets, int from, int to, Header header, Grammar grammar, int[] firsts) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        this.header = header;
        this.grammar = grammar;
        this.firsts = firsts;
    }

    public Header header() {
        return header;
    }

    Grammar grammar() {
        return grammar;
    }

    /// The first AVP of a kind, or null.
    public @Nullable Avp find(AvpRule rule) {
        int slot = grammar.numberOf(rule.key());
        if (slot >= 0) {
            return firsts[slot] == 0 ? null : Avp.at(octets, firsts[slot]);
        }
        return Avp.find(octets, from + Header.LENGTH, to, rule.key());
    }

    /// An AVP that the grammar requires.
    ///
    /// @throws IllegalArgumentException when the grammar does not, and it is not there
    public Avp get(AvpRule rule) {
        Avp avp = find(rule);
        if (avp == null) {
            throw new IllegalArgumentException(grammar + " has no " + rule.name());
        }
        return avp;
    }

    /// The AVP that follows one of this message, or null.
    @Nullable Avp after(Avp avp) {
        return Avp.ifWhole(octets, avp.next(), to);
    }

    /// The first AVP of the message, or null.
    @Nullable Avp first() {
        return Avp.ifWhole(octets, from + Header.LENGTH, to);
    }

    /// Kind and ids; no identities, so that it may stand in a log.
    @Override
    public String toString() {
        return grammar + " " + Integer.toHexString(header.hopByHop());
    }
}
