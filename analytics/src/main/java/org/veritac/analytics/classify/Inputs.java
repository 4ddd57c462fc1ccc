// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import java.util.Map;
import java.util.OptionalInt;

/// What came in since an earlier run, as far as a later one has to know.
public interface Inputs {
    /// Nobody can tell; every run decides all anew.
    Inputs UNTOLD =
            new Inputs() {
                @Override
                public String position() {
                    return "";
                }

                @Override
                public Map<String, String> lists() {
                    return Map.of();
                }

                @Override
                public OptionalInt firstDaySince(String position) {
                    return OptionalInt.of(Integer.MIN_VALUE);
                }
            };

    /// Where imports stand, to be asked with later.
    String position();

    /// A mark of each list by its relation; another mark when its rows are others.
    Map<String, String> lists();

    /// The first day of which uses or events came, or went, after a position.
    ///
    /// @return the epoch day, less than any when it cannot be told; empty when there is none
    OptionalInt firstDaySince(String position);
}
