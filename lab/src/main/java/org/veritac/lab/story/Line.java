// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.List;

/// One line of what happened.
sealed interface Line {
    /// A message between two actors.
    ///
    /// @param title what it is, in a few words
    /// @param details what is in it, line by line, the octets last
    record Sent(String from, String to, String title, List<String> details) implements Line {
        public Sent {
            details = List.copyOf(details);
        }
    }

    /// What the story says.
    record Said(String text) implements Line {}

    /// A promise, and whether it holds.
    record Promised(String text, boolean holds) implements Line {}
}
