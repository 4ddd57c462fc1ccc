// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.veritac.identity.Imei;

/// Devices from one to another, as EF_IAL lists them (TS 31.102, clause 4.2.100).
///
/// @param first lowest
/// @param last highest, included
public record ImeiRange(Imei first, Imei last) {
    public ImeiRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("a range goes up");
        }
    }

    public boolean contains(Imei imei) {
        return imei.compareTo(first) >= 0 && imei.compareTo(last) <= 0;
    }
}
