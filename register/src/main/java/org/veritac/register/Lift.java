// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can take a finding back for one device and subscriber.
public enum Lift {
    /// The IMSI is paired with the device.
    PAIR,
    /// The subscriber's phone has proven this IMEI, and the proof is still good.
    PROOF,
    /// The device is on a white list.
    WHITE,
    /// The subscriber belongs to none of the asking operator's home networks.
    VISITOR;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// The word in the policy and in explanations.
    public String text() {
        return text;
    }

    public static Optional<Lift> ifValid(String text) {
        return Arrays.stream(values()).filter(lift -> lift.text.equals(text)).findFirst();
    }
}
