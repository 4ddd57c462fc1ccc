// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.Set;

/// What the dictionary says of one AVP.
///
/// @param name its name in the standard
/// @param code its code
/// @param vendor who assigned the code; 0 for the IETF
/// @param type what its data is
/// @param mandatory what the standard says of its M flag
/// @param values the values that an Enumerated one may have; empty when any
public record AvpRule(
        String name, int code, int vendor, AvpType type, Flag mandatory, Set<Integer> values) {

    /// Vendor-specific.
    static final int V = 0x80;

    /// Mandatory: who does not know it must refuse.
    static final int M = 0x40;

    /// What a standard says of a flag.
    public enum Flag {
        MUST,
        MAY,
        MUST_NOT
    }

    public AvpRule {
        values = Set.copyOf(values);
    }

    long key() {
        return Wire.key(vendor, code);
    }

    /// The flags that this node sends it with.
    int flags() {
        return (vendor == 0 ? 0 : V) | (mandatory == Flag.MUST ? M : 0);
    }

    /// An example of it, as a Failed-AVP holds one that is missing: data of zeros, as few as its
    /// type allows (RFC 6733, clause 7.1.5, DIAMETER_MISSING_AVP).
    byte[] example() {
        var writer = new Writer();
        writer.avp(this, new byte[type.lengthMin()]);
        return writer.octets();
    }
}
