// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

/// Carries a flaw from deep inside a reader to its one door, where it becomes a value. It never
/// leaves the package.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final Flaw flaw;

    Unreadable(Flaw flaw) {
        super(flaw.name(), null, false, false);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}
