// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.decision;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Entry;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.policy.Rule;
import org.veritac.register.policy.Source;

import java.util.Comparator;

/// What one source says of a key, with the row of the reason table that applies to it.
///
/// @param list on which list
/// @param source by whom, by name
/// @param reason why
/// @param rule the row of the reason
/// @param scope for whom the source counts
/// @param statement the entry in full and where it was stated; null on the hot path
public record Listed(
        ListName list,
        String source,
        Reason reason,
        Rule rule,
        Source scope,
        @Nullable Statement statement) {

    /// Nothing is said.
    public static final Listed[] NONE = {};

    /// The order in which entries of one level are weighed, so that equal facts give equal answers
    /// wherever they are looked up: list, source, reason.
    public static final Comparator<Listed> ORDER =
            Comparator.comparing(Listed::list)
                    .thenComparing(Listed::source)
                    .thenComparing(Listed::reason);

    /// An entry and the journal position that states it.
    ///
    /// @param entry the entry
    /// @param position of the single change or of the import
    public record Statement(Entry entry, long position) {}

    boolean answers(String operator) {
        return scope.answers(operator);
    }
}
