// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.util.Locale;

/// Where a finding comes from, in the order in which findings are made and printed.
public enum FindingKind {
    /// The subscriber is screened.
    SCREENED_IMSI,
    /// The identity is readable but nonsense ([org.veritac.identity.ImeiFlaw]).
    NONSENSE,
    /// The subscriber's phone has proven another IMEI, or its claim is in doubt.
    PROOF_CONFLICT,
    /// An entry for this device, or for this device with this subscriber.
    INDIVIDUAL,
    /// An entry for a range of devices.
    RANGE,
    /// An entry for a software version of a model.
    TAC_SVN,
    /// An entry for a model.
    TAC,
    /// Another subscriber's phone has proven this IMEI.
    CONTESTED,
    /// The TAC is in no table.
    UNALLOCATED,
    /// On no white list, in restrictive mode.
    UNREGISTERED;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The kebab-case word.
    public String text() {
        return text;
    }
}
