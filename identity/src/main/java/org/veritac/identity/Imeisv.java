// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

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

    /// The device and software version that a foreign text of 16 digits names, in any spelling of
    /// [ImeiReading].
    public static Optional<Imeisv> ifValid(CharSequence text) {
        return ImeiReading.of(text) instanceof ImeiReading.Whole whole
                        && whole.svn() != ImeiReading.ABSENT
                ? Optional.of(new Imeisv(whole.imei(), whole.svn()))
                : Optional.empty();
    }

    /// A device and version known to be well spelled.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Imeisv of(String text) {
        return ifValid(text).orElseThrow(() -> new IllegalArgumentException("not an IMEISV"));
    }

    public boolean isReserved() {
        return svn == SVN_RESERVED;
    }

    /// The 16 digits.
    public String digits() {
        return imei.digits() + Digits.padded(svn, 2);
    }

    /// Model and version, the serial number masked: this text may stand in a log.
    @Override
    public String toString() {
        return imei + "/" + Digits.padded(svn, 2);
    }
}
