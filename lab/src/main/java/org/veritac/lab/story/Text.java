// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.List;

/// What octets mean, for a reader.
///
/// @param title a few words
/// @param details one line each
record Text(String title, List<String> details) {
    Text {
        details = List.copyOf(details);
    }

    static Text of(String title, String... details) {
        return new Text(title, List.of(details));
    }
}
