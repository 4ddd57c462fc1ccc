// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What bytes from a stranger are, read as the response to a command.
public sealed interface ResponseRead {
    /// A response, protected as the command asked for.
    record Whole(ResponsePacket packet) implements ResponseRead {}

    /// No response to that command under these keys.
    record Malformed(Flaw flaw) implements ResponseRead {}
}
