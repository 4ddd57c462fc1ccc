// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.List;
import java.util.stream.Stream;

/// All stories there are.
final class Repertoire {
    static final List<Story> ALL =
            Stream.of(HonestStories.ALL, ThiefStories.ALL, OperatorStories.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Repertoire() {}

    static Story named(String name) {
        return ALL.stream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no story is called " + name));
    }
}
