// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What is wrong with a message or an AVP.
final class Flaw {
    private static final byte[] NONE = {};

    private final ResultCode code;
    private final String text;
    private final byte[] failedAvp;

    /// @param code the result code it is answered with
    /// @param text what is wrong, in words, for the Error-Message AVP; never anything of the
    ///   message
    /// @param failedAvp the content of the Failed-AVP; empty for none
    Flaw(ResultCode code, String text, byte[] failedAvp) {
        this.code = code;
        this.text = text;
        this.failedAvp = failedAvp;
    }

    /// A flaw for which no AVP is to blame.
    static Flaw of(ResultCode code, String text) {
        return new Flaw(code, text, NONE);
    }

    /// The same flaw of an AVP inside a group, which stays around it (RFC 6733, clause 7.5).
    Flaw inside(byte[] octets, int groupAt) {
        var writer = new Writer();
        int headerLength = Avp.headerLength(octets, groupAt);
        writer.raw(octets, groupAt, groupAt + headerLength);
        writer.raw(failedAvp, 0, failedAvp.length);
        byte[] whole = writer.octets();
        Wire.put24(whole, 5, whole.length);
        return new Flaw(code, text, whole);
    }

    ResultCode code() {
        return code;
    }

    String text() {
        return text;
    }

    byte[] failedAvp() {
        return failedAvp;
    }
}
