// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

/// The application that a token carries in a story. It stands alone in its JAR.
public final class Greeting {
    static final String WORDS = "greetings of the operator";

    private Greeting() {}

    /// Says its words.
    public static void main(String[] arguments) {
        System.out.println(WORDS);
    }
}
