// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// The header of a message (RFC 6733, clause 3).
///
/// @param version 1
/// @param length of the message in octets, header and padding included
/// @param flags R, P, E and T in the upper half; the lower half is reserved and ignored
/// @param command the command code
/// @param application the application id, an unsigned number
/// @param hopByHop what joins an answer to its request on one connection
/// @param endToEnd what tells a request from its retransmissions
public record Header(
        int version,
        int length,
        int flags,
        int command,
        int application,
        int hopByHop,
        int endToEnd) {
    /// The only version.
    public static final int VERSION = 1;

    /// Its octets.
    public static final int LENGTH = 20;

    /// The message is a request.
    public static final int REQUEST = 0x80;

    /// The message may be passed on.
    public static final int PROXIABLE = 0x40;

    /// The answer tells of a protocol error.
    public static final int ERROR = 0x20;

    /// The request may have been sent before.
    public static final int RETRANSMITTED = 0x10;

    static final int HOP_BY_HOP_AT = 12;
    static final int END_TO_END_AT = 16;

    /// Reads the 20 octets at `at`, which must be there.
    public static Header read(byte[] octets, int at) {
        return new Header(
                Wire.u8(octets, at),
                Wire.u24(octets, at + 1),
                Wire.u8(octets, at + 4),
                Wire.u24(octets, at + 5),
                Wire.i32(octets, at + 8),
                Wire.i32(octets, at + HOP_BY_HOP_AT),
                Wire.i32(octets, at + END_TO_END_AT));
    }

    public boolean isRequest() {
        return (flags & REQUEST) != 0;
    }

    public boolean isError() {
        return (flags & ERROR) != 0;
    }

    /// The flags of an answer: P as in the request, E when told, never T (RFC 6733, clause 6.2).
    int answerFlags(boolean error) {
        return (flags & PROXIABLE) | (error ? ERROR : 0);
    }
}
