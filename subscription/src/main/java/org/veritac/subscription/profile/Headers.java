// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERTaggedObject;

/// The header of each element (type PEHeader): it is mandatory, and has a number in its package.
final class Headers {
    private Headers() {}

    static Fields of(int identification) {
        return Fields.none()
                .and(new DERTaggedObject(false, 0, DERNull.INSTANCE))
                .with(1, identification);
    }
}
