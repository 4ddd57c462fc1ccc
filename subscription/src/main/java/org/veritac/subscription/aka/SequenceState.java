// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// What a home network remembers of one subscriber's sequence numbers (TS 33.102, clause C.1.1). It
/// is to be stored, so that it survives a power cut, before a vector is given out.
///
/// @param last the last one that was given out
/// @param ahead DIF: how far SEQ has to be ahead of the clock since the last resynchronisation
public record SequenceState(Sqn last, long ahead) {
    /// Of a subscriber who was never authenticated.
    public static final SequenceState FRESH = new SequenceState(new Sqn(0), 0);
}
