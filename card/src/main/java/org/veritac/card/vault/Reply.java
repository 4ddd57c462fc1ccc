// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;
import org.veritac.card.channel.Outcome;

import java.util.Optional;
import java.util.function.Function;

/// What came of one thing asked of a vault inside a channel.
///
/// @param <T> what was asked for; `Nothing` where it was only to be done
public sealed interface Reply<T> {
    /// The vault did it.
    record Done<T>(T value) implements Reply<T> {}

    /// The vault refused, or somebody between did: no MAC protects a refusal.
    record Refused<T>(StatusWord status) implements Reply<T> {}

    /// The channel broke.
    record Broken<T>(Outcome.Breach breach) implements Reply<T> {}

    /// The answer is authentic, and not what the vault should say.
    record Unexpected<T>() implements Reply<T> {}

    /// That it was done, and nothing more.
    enum Nothing {
        /// The only one.
        NOTHING
    }

    /// Reads an outcome, with what the data of a good answer is.
    static <T> Reply<T> of(Outcome outcome, Function<byte[], Optional<T>> reader) {
        return switch (outcome) {
            case Outcome.Answer(var response) -> of(response, reader);
            case Outcome.Refused(var status) -> new Refused<>(status);
            case Outcome.Broken(var breach) -> new Broken<>(breach);
        };
    }

    private static <T> Reply<T> of(ResponseApdu response, Function<byte[], Optional<T>> reader) {
        if (!response.status().isOk()) {
            return new Refused<>(response.status());
        }
        return reader.apply(response.data()).<Reply<T>>map(Done::new).orElseGet(Unexpected::new);
    }
}
