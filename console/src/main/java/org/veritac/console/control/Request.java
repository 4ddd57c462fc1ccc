// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.util.List;

/// A command as it was typed elsewhere.
///
/// @param words the command line, the program's name not among them
/// @param folder the folder it was typed in
/// @param terminal whether a person watches its standard error
public record Request(List<String> words, String folder, boolean terminal) {
    public Request {
        words = List.copyOf(words);
    }
}
