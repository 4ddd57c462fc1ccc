// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A profile element: an alternative of the CHOICE ProfileElement.
///
/// @param tag its number
/// @param fields what is in it
record Element(int tag, Fields fields) {
    static final int HEADER = 0;
    static final int FILE_MANAGEMENT = 1;
    static final int PINS = 2;
    static final int PUKS = 3;
    static final int AKA = 4;
    static final int CDMA = 5;
    static final int SECURITY_DOMAIN = 6;
    static final int RFM = 7;
    static final int APPLICATION = 8;
    static final int NON_STANDARD = 9;
    static final int END = 10;
    static final int MF = 16;
    static final int CD = 17;
    static final int TELECOM = 18;
    static final int USIM = 19;
    static final int OPT_USIM = 20;
    static final int ISIM = 21;
    static final int OPT_ISIM = 22;
    static final int PHONEBOOK = 23;
    static final int GSM_ACCESS = 24;
    static final int CSIM = 25;
    static final int OPT_CSIM = 26;
    static final int EAP = 27;
    static final int DF_5GS = 28;
    static final int DF_SAIP = 29;

    static Element of(ASN1TaggedObject tagged) throws Unreadable {
        if (tagged.getTagClass() != BERTags.CONTEXT_SPECIFIC) {
            throw new Unreadable(Flaw.UNKNOWN_FIELD);
        }
        return new Element(tagged.getTagNo(), Fields.of(tagged));
    }

    /// Whether it makes files by a template.
    boolean isTemplate() {
        return tag >= MF;
    }

    /// Whether whoever has it can answer networks in the subscriber's place, or give the card
    /// orders in the operator's.
    boolean holdsKeys() {
        return tag == AKA || tag == CDMA || tag == SECURITY_DOMAIN || tag == NON_STANDARD;
    }

    byte[] bytes() {
        try {
            return fields.as(tag).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
    }

    @Override
    public String toString() {
        return "profile element " + tag;
    }
}
