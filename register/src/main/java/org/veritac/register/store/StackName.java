// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.ListName;

import java.util.Comparator;

/// One source's share of one list: what a full import replaces.
///
/// @param list which list
/// @param source whose
record StackName(ListName list, String source) implements Comparable<StackName> {
    private static final Comparator<StackName> ORDER =
            Comparator.comparing(StackName::list).thenComparing(StackName::source);

    @Override
    public int compareTo(StackName other) {
        return ORDER.compare(this, other);
    }
}
