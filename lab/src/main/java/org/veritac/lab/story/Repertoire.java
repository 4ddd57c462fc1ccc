// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.List;

/// All stories there are.
final class Repertoire {
    static final List<Story> ALL = List.of();

    private Repertoire() {}
}
