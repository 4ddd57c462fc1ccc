// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// How the rows of a list file are to be understood.
///
/// @param list the list they are for
/// @param delta whether each row says add or remove; otherwise the file is the whole list
/// @param checkDigit which 15th digits are taken
/// @param defaultReason the reason of rows without one. [Reason#UNSPECIFIED] leaves room for what
///   the key says: tac-barred for models on the black and grey list, screened-imsi for subscribers.
/// @param allowedReasons what the source may use in rows that list something. Lists without reasons
///   (pairs, links, tac) do not ask.
public record ListFormat(
        ListName list,
        boolean delta,
        CheckDigit checkDigit,
        Reason defaultReason,
        Set<Reason> allowedReasons) {

    /// Every reason that an entry may carry.
    public static final Set<Reason> ALL_REASONS =
            Arrays.stream(Reason.values())
                    .filter(Reason::isListable)
                    .collect(Collectors.toUnmodifiableSet());

    public ListFormat {
        allowedReasons = Set.copyOf(allowedReasons);
    }

    /// A whole list: strict check digits, any reason.
    public static ListFormat full(ListName list) {
        return new ListFormat(list, false, CheckDigit.STRICT, Reason.UNSPECIFIED, ALL_REASONS);
    }

    /// A delta: strict check digits, any reason.
    public static ListFormat delta(ListName list) {
        return new ListFormat(list, true, CheckDigit.STRICT, Reason.UNSPECIFIED, ALL_REASONS);
    }
}
