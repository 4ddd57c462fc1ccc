// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.IOException;

/// One story.
///
/// @param name as it is asked for
/// @param promise what it shows, in one line
/// @param scene what happens
record Story(String name, String promise, Scene scene) {
    /// What happens on a stage.
    @FunctionalInterface
    interface Scene {
        void play(Stage stage) throws IOException;
    }

    /// Plays it in a world of its own.
    ///
    /// @throws IOException when the world itself breaks
    Played play() throws IOException {
        var transcript = new Transcript();
        try (var stage = new Stage(transcript)) {
            scene.play(stage);
        }
        return new Played(this, transcript);
    }
}
