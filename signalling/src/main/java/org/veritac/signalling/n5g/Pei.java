// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imeisv;

/// A permanent equipment identifier as an AMF writes it (TS 29.571, clause 5.3.2, type Pei).
///
/// Deviates: besides `imei-` with 15 digits and `imeisv-` with 16 it reads `imei-` with 14, and
/// bare 14 to 16 digits, which the type's catch-all alternative allows and real peers send. What
/// else that alternative allows identifies no equipment here.
sealed interface Pei {
    /// A device with an IMEI.
    record Device(ImeiReading.Whole reading) implements Pei {}

    /// A device of another kind of access, which has no IMEI: a MAC address or an EUI-64.
    record Address() implements Pei {}

    /// Neither.
    record Malformed() implements Pei {}

    int MAC_OCTETS = 6;
    int EUI_OCTETS = 8;

    static Pei read(String text) {
        if (text.startsWith("imei-")) {
            return digits(text, "imei-".length(), Imei.DIGITS, Imei.DIGITS + 1);
        }
        if (text.startsWith("imeisv-")) {
            return digits(text, "imeisv-".length(), Imeisv.DIGITS, Imeisv.DIGITS);
        }
        if (text.startsWith("mac-")) {
            String suffix = "-untrusted";
            int end = text.endsWith(suffix) ? text.length() - suffix.length() : text.length();
            return address(text, "mac".length(), end, MAC_OCTETS);
        }
        if (text.startsWith("eui-")) {
            return address(text, "eui".length(), text.length(), EUI_OCTETS);
        }
        return digits(text, 0, Imei.DIGITS, Imeisv.DIGITS);
    }

    private static Pei digits(String text, int from, int countMin, int countMax) {
        int count = text.length() - from;
        return count >= countMin
                        && count <= countMax
                        && ImeiReading.of(text) instanceof ImeiReading.Whole whole
                ? new Device(whole)
                : new Malformed();
    }

    /// Pairs of hexadecimal digits, a hyphen before each.
    private static Pei address(String text, int from, int end, int octets) {
        if (end - from != 3 * octets) {
            return new Malformed();
        }
        for (int i = from; i < end; i++) {
            boolean hyphen = (i - from) % 3 == 0;
            if (hyphen ? text.charAt(i) != '-' : Percent.hex(text.charAt(i)) < 0) {
                return new Malformed();
            }
        }
        return new Address();
    }
}
