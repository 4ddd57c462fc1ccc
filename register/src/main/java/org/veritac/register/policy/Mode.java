// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

/// What a device on no list is.
public enum Mode {
    /// Allowed: black and grey lists are kept.
    PERMISSIVE,
    /// Not known to the register: the white list is complete.
    RESTRICTIVE
}
