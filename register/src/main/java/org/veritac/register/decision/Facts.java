// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.decision;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.FindingKind;
import org.veritac.register.policy.Policy;

/// All that a decision looks at, as it stands at one journal position. Answers must not depend on
/// anything else, or a decision could not be recomputed. Arrays are in [Listed#ORDER], shared and
/// not to be changed.
public interface Facts {
    long position();

    Policy policy();

    /// What sources say of the subscriber's range.
    Listed[] screened(Imsi imsi);

    /// What sources say of the device for everyone.
    ///
    /// @param level INDIVIDUAL, RANGE, TAC_SVN or TAC
    Listed[] listed(FindingKind level, EquipmentCheck check);

    /// What sources say of the device with this very subscriber; asked only with an IMSI.
    ///
    /// @param level INDIVIDUAL, RANGE, TAC_SVN or TAC
    Listed[] listedForSubscriber(FindingKind level, EquipmentCheck check, Imsi imsi);

    /// Whether a source that counts for the asker pairs the subscriber with the device or with
    /// another IMEI of it.
    boolean isPaired(Imei imei, Imsi imsi, String operator);

    /// What the subscriber's phone has proven, beside its claim of this IMEI. Another IMEI of the
    /// same device is as good.
    Proof proof(Imei imei, Imsi imsi);

    /// Whether another subscriber's phone has proven this IMEI.
    boolean isProvenByAnother(Imei imei, Imsi imsi);

    /// Whether the TAC is allocated, or no table of allocations is loaded.
    boolean isAllocated(int tac);

    /// What a subscriber's phone has proven, set beside what it claims.
    enum Proof {
        /// It has proven nothing, or too long ago.
        ABSENT,
        /// It has proven what it claims.
        MATCHES,
        /// It has proven another device, or claims what is in doubt; a proof is awaited.
        CONFLICTS,
        /// It was shown to be something else, or the awaited proof did not come.
        REFUTED
    }
}
