// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

/// What the vault keeps.
public enum Kind {
    IMSI("imsi"),
    MSISDN("msisdn"),
    /// The id under which a person registers SIMs and devices.
    UID("uid");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /// The relation under which files of this kind stand in the manifest.
    String relation() {
        return "vault/" + text;
    }

    String text() {
        return text;
    }

    /// The identity as text.
    String text(long high, long low) {
        return this == UID ? Packed.uid(high, low) : Packed.digits(low);
    }
}
