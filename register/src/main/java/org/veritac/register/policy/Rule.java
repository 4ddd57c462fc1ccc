// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Verdict;

import java.util.Set;

/// A row of the reason table.
///
/// @param listed what an entry with this reason answers; null: the colour of its list
/// @param found what the register answers when it finds this without an entry; white: nothing
/// @param liftedBy what takes it back
public record Rule(@Nullable Verdict listed, Verdict found, Set<Lift> liftedBy) {

    public Rule {
        liftedBy = Set.copyOf(liftedBy);
    }

    /// What an entry of a list answers. A white list always answers white: its entries are
    /// permissions, whatever their reason; a screened subscriber is barred like black equipment.
    public Verdict answer(ListName list) {
        return switch (list) {
            case WHITE, PAIRS, LINKS, TAC -> Verdict.WHITE;
            case GREY -> listed == null ? Verdict.GREY : listed;
            case BLACK, IMSI -> listed == null ? Verdict.BLACK : listed;
        };
    }
}
