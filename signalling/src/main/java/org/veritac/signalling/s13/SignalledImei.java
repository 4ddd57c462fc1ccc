// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import org.veritac.identity.ImeiFlaw;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imeisv;
import org.veritac.identity.SemiOctets;
import org.veritac.signalling.diameter.Avp;

/// The IMEI AVP (TS 29.272, clause 7.3.4): 14 digits of text, or 15. Read are also 16, an IMEISV.
///
/// Deviates: some peers put the semi-octets of MAP into it. Eight octets that are not all digits as
/// text, but 14 to 16 digits as semi-octets, are read as these.
final class SignalledImei {
    private static final int SEMI_OCTETS = 8;

    private SignalledImei() {}

    static ImeiReading read(Avp avp) {
        int length = avp.length();
        if (length > Imeisv.DIGITS) {
            return new ImeiReading.Malformed(ImeiFlaw.TOO_LONG);
        }
        ImeiReading text = ImeiReading.of(avp.text());
        if (length == SEMI_OCTETS
                && text instanceof ImeiReading.Malformed(ImeiFlaw flaw)
                && flaw == ImeiFlaw.LETTERS) {
            return SemiOctets.read(avp.data()).map(ImeiReading::of).orElse(text);
        }
        return text;
    }
}
