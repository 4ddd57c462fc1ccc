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
    /// @param certificates whether every card goes by certificates, instead of by static keys where
    ///   the story does not say otherwise
    /// @throws IOException when the world itself breaks
    Played play(boolean certificates) throws IOException {
        var transcript = new Transcript();
        try (var stage = new Stage(transcript, certificates)) {
            scene.play(stage);
        }
        return new Played(this, transcript);
    }
}
