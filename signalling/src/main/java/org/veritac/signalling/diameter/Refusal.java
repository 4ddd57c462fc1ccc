// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A message that was refused, with all that its answer needs: the error travels with the message.
public final class Refusal {
    private final byte[] octets;
    private final int from;
    private final int to;
    private final Header header;
    private final Flaw flaw;

    Refusal(byte[] octets, int from, int to, Header header, Flaw flaw) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        this.header = header;
        this.flaw = flaw;
    }

    public Header header() {
        return header;
    }

    public ResultCode code() {
        return flaw.code();
    }

    /// What is wrong, in words, without anything of the message.
    public String text() {
        return flaw.text();
    }

    /// The content of the Failed-AVP; empty for none.
    public byte[] failedAvp() {
        return Arrays.copyOf(flaw.failedAvp(), flaw.failedAvp().length);
    }

    Flaw flaw() {
        return flaw;
    }

    /// The first AVP of the message, or null when none can be read.
    @Nullable Avp first() {
        return Avp.ifWhole(octets, from + Header.LENGTH, to);
    }

    /// The AVP that follows, or null when none can be read.
    @Nullable Avp after(Avp avp) {
        return Avp.ifWhole(octets, avp.next(), to);
    }

    /// The first AVP of a kind before the message becomes unreadable, or null.
    @Nullable Avp find(AvpRule rule) {
        return Avp.find(octets, Math.min(from + Header.LENGTH, to), to, rule.key());
    }
}
