// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.veritac.register.Reason;

import java.util.Set;

/// Which changes count only once a second person has approved them.
///
/// @param reasons single changes of entries with these reasons; pairs and links are `unspecified`
/// @param imports whole imports, and taking one back
public record SecondPerson(Set<Reason> reasons, boolean imports) {

    /// Everyone decides alone.
    public static final SecondPerson NOBODY = new SecondPerson(Set.of(), false);

    public SecondPerson {
        reasons = Set.copyOf(reasons);
    }
}
