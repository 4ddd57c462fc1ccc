// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.IOException;

/// One story.
///
/// @param name as it is asked for
/// @param promise what it shows, in one line
/// @param performance what happens, on a stage of its own
record Story(String name, String promise, Performance performance) {
    /// A story of the secured IMEI.
    Story(String name, String promise, Scene scene) {
        this(
                name,
                promise,
                (transcript, certificates) -> {
                    try (var stage = new Stage(transcript, certificates)) {
                        scene.play(stage);
                    }
                });
    }

    /// A story of personal tokens.
    static Story ofToken(String name, String promise, TokenScene scene) {
        return new Story(
                name,
                promise,
                (transcript, _) -> {
                    try (var stage = new TokenStage(transcript)) {
                        scene.play(stage);
                    }
                });
    }

    /// What happens, written down.
    @FunctionalInterface
    interface Performance {
        void play(Transcript transcript, boolean certificates) throws IOException;
    }

    /// What happens on a stage.
    @FunctionalInterface
    interface Scene {
        void play(Stage stage) throws IOException;
    }

    /// What happens on a stage of tokens.
    @FunctionalInterface
    interface TokenScene {
        void play(TokenStage stage) throws IOException;
    }

    /// Plays it in a world of its own.
    ///
    /// @param certificates whether every card goes by certificates, instead of by static keys where
    ///   the story does not say otherwise
    /// @throws IOException when the world itself breaks
    Played play(boolean certificates) throws IOException {
        var transcript = new Transcript();
        performance.play(transcript, certificates);
        return new Played(this, transcript);
    }
}
