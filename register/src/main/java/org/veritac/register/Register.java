// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

/// The one door.
public final class Register {
    private Register() {}
}
