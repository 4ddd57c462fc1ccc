// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// A handset with its memory, and what it remembers of a return that is going on.
record Holder(Memory memory, HandsetState state) {
    static Holder rested(Memory memory) {
        return new Holder(memory, HandsetState.of(memory.record()));
    }
}
