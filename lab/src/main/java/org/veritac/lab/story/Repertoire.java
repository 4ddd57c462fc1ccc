// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.List;
import java.util.stream.Stream;

/// All stories there are.
final class Repertoire {
    /// Of the secured IMEI.
    static final List<Story> OF_IMEI =
            Stream.of(HonestStories.ALL, ThiefStories.ALL, OperatorStories.ALL)
                    .flatMap(List::stream)
                    .toList();

    /// Of personal tokens.
    static final List<Story> OF_TOKENS =
            Stream.of(TokenStories.ALL, TokenThiefStories.ALL, TokenOperatorStories.ALL)
                    .flatMap(List::stream)
                    .toList();

    static final List<Story> ALL = Stream.concat(OF_IMEI.stream(), OF_TOKENS.stream()).toList();

    private Repertoire() {}

    static Story named(String name) {
        return ALL.stream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no story is called " + name));
    }
}
