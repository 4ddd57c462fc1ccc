// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

/// When a network asks the register about a device; at each attach it always does.
///
/// @param atUpdate whether at location updates
/// @param callShare the share of call set-ups, 0 to 1
/// @param whenSilent whether a device is let in when the register does not answer
public record Checks(boolean atUpdate, double callShare, boolean whenSilent) {
    public static final Checks USUAL = new Checks(true, 0, true);

    public Checks {
        if (!(callShare >= 0 && callShare <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1");
        }
    }
}
