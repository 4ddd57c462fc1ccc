// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.function.Consumer;

/// What an [Application] says to a request: a result and AVPs of its own. The node adds what every
/// answer has. It is immutable, so an application may keep the ones it gives often.
public final class Answer {
    private final int code;
    private final int vendor;
    private final byte[] avps;
    private final byte[] failedAvp;
    private final String text;

    private Answer(int code, int vendor, byte[] avps, Flaw flaw) {
        this.code = code;
        this.vendor = vendor;
        this.avps = avps;
        this.failedAvp = flaw.failedAvp();
        this.text = flaw.text();
    }

    /// Success, Result-Code 2001.
    ///
    /// @param avps writes the application's AVPs
    public static Answer success(Consumer<Writer> avps) {
        var writer = new Writer();
        avps.accept(writer);
        var none = Flaw.of(ResultCode.SUCCESS, "");
        return new Answer(none.code().value(), 0, writer.octets(), none);
    }

    /// A result that a vendor defined: Experimental-Result, and no Result-Code (RFC 6733, clause
    /// 7.6).
    public static Answer experimental(int vendor, int code) {
        var none = Flaw.of(ResultCode.SUCCESS, "");
        return new Answer(code, vendor, new byte[0], none);
    }

    /// An error of the base protocol.
    ///
    /// @param text what is wrong, in words, without anything of the request
    public static Answer refused(ResultCode code, String text) {
        return of(Flaw.of(code, text));
    }

    /// An error for which one AVP is to blame.
    ///
    /// @param text what is wrong, in words, without anything of the request
    /// @param offender the AVP to blame
    /// @param inside the grouped AVPs around it, outermost first
    public static Answer refused(ResultCode code, String text, Avp offender, AvpRule... inside) {
        return of(new Flaw(code, text, wrapped(offender.copy(), inside)));
    }

    /// The error that an AVP is missing.
    ///
    /// @param missing the AVP that should be there
    /// @param inside the grouped AVPs around it, outermost first
    public static Answer missing(AvpRule missing, AvpRule... inside) {
        return of(
                new Flaw(
                        ResultCode.MISSING_AVP,
                        "missing " + missing.name(),
                        wrapped(missing.example(), inside)));
    }

    static Answer of(Flaw flaw) {
        return new Answer(flaw.code().value(), 0, new byte[0], flaw);
    }

    private static byte[] wrapped(byte[] avp, AvpRule... inside) {
        byte[] whole = avp;
        for (int i = inside.length - 1; i >= 0; i--) {
            var writer = new Writer();
            int group = writer.open(inside[i]);
            writer.raw(whole, 0, whole.length).close(group);
            whole = writer.octets();
        }
        return whole;
    }

    /// Whether it is an error of the protocol, which has the E flag (RFC 6733, clause 7.1.3).
    boolean isProtocolError() {
        return vendor == 0 && code / 1000 == 3;
    }

    /// Whether it says that the request was served, if only that the vendor's answer is no.
    public boolean isServed() {
        return vendor != 0 || code == ResultCode.SUCCESS.value();
    }

    int code() {
        return code;
    }

    int vendor() {
        return vendor;
    }

    String text() {
        return text;
    }

    byte[] avps() {
        return avps;
    }

    byte[] failedAvp() {
        return failedAvp;
    }

    @Override
    public String toString() {
        return code + (text.isEmpty() ? "" : " " + text);
    }
}
