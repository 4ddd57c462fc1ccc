// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.LinkedHashMap;
import java.util.List;

/// A piece of a YAML document and the line where it begins (from 1).
sealed interface Node {
    /// Where it begins, from 1.
    int line();

    /// A scalar, as it is written; YAML's own idea of its type does not matter: `mnc: 01` stays 01.
    record Text(String value, int line) implements Node {}

    /// A key without a value, or a written null.
    record Nothing(int line) implements Node {}

    /// A list.
    record Items(List<Node> nodes, int line) implements Node {}

    /// A mapping, in the order of the file.
    record Fields(LinkedHashMap<String, Node> nodes, int line) implements Node {}
}
