// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.identity.Imei;

/// Devices from one to another, as a token's list of handsets has them.
///
/// @param last included
public record ImeiSpan(Imei first, Imei last) {
    public ImeiSpan {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("a span ends after it begins");
        }
    }

    boolean contains(Imei imei) {
        return first.compareTo(imei) <= 0 && last.compareTo(imei) >= 0;
    }
}
