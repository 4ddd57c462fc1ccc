// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What octets from a stranger are, read as a short message.
///
/// @param <T> the kind of message that was looked for
public sealed interface TpduRead<T> {
    /// A message.
    record Whole<T>(T message) implements TpduRead<T> {}

    /// No such message.
    record Malformed<T>(TpduFlaw flaw) implements TpduRead<T> {}
}
