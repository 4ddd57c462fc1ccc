// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imeisv;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

/// One question to the register: may this device be used, by this subscriber, says this operator?
///
/// @param imei the device
/// @param svn its software version, 0 to 99, or [ImeiReading#ABSENT]
/// @param imsi the subscriber, when the network said and it could be read
/// @param msisdn the subscriber's number, when the network said; for sightings only
/// @param operator the operator that asks, by its name in the policy; empty when the peer is not
///   configured as one of an operator
public record EquipmentCheck(
        Imei imei, int svn, @Nullable Imsi imsi, @Nullable Msisdn msisdn, String operator) {

    public EquipmentCheck {
        if (svn < ImeiReading.ABSENT || svn > Imeisv.SVN_MAX) {
            throw new IllegalArgumentException("a software version number has two digits");
        }
    }

    /// A check of a device alone, by nobody in particular.
    public static EquipmentCheck of(Imei imei) {
        return new EquipmentCheck(imei, ImeiReading.ABSENT, null, null, "");
    }

    /// A check of a device with a subscriber.
    public static EquipmentCheck of(Imei imei, Imsi imsi) {
        return new EquipmentCheck(imei, ImeiReading.ABSENT, imsi, null, "");
    }

    /// The same check, asked by an operator.
    public EquipmentCheck by(String asker) {
        return new EquipmentCheck(imei, svn, imsi, msisdn, asker);
    }

    /// The same check of a software version.
    public EquipmentCheck withSvn(int version) {
        return new EquipmentCheck(imei, version, imsi, msisdn, operator);
    }
}
