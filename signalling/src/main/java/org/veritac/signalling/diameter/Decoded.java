// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What the octets of a message turn out to be.
public sealed interface Decoded {
    /// A message that obeys the dictionary.
    record Whole(Message message) implements Decoded {}

    /// A message that does not.
    record Refused(Refusal refusal) implements Decoded {}
}
