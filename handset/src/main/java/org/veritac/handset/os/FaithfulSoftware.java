// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.util.Optional;

/// The operating system as its maker meant it: it relays, and claims what flash memory says.
public final class FaithfulSoftware implements Software {
    /// What images call it.
    public static final String PROGRAM = "faithful";

    private final Flash flash;

    public FaithfulSoftware(Flash flash) {
        this.flash = flash;
    }

    @Override
    public Optional<String> imei(int slot) {
        return flash.imei(slot);
    }
}
