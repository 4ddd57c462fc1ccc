// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

/// An IMEI with its software version number (TS 23.003, clause 6.2.2).
///
/// @param imei the device
/// @param svn the software version number, 0 to 99; 99 is reserved
public record Imeisv(Imei imei, int svn) {
    public static final int DIGITS = 16;
    public static final int SVN_MAX = 99;

    /// Kept for future use (TS 23.003, clause 6.2.2); a device should not send it.
    public static final int SVN_RESERVED = 99;

    public Imeisv {
        if (svn < 0 || svn > SVN_MAX) {
            throw new IllegalArgumentException("a software version number has two digits");
        }
    }

    public boolean isReserved() {
        return svn == SVN_RESERVED;
    }

    /// The 16 digits.
    public String digits() {
        return imei.digits() + Digits.padded(svn, 2);
    }

    @Override
    public String toString() {
        return imei + "/" + Digits.padded(svn, 2);
    }
}
