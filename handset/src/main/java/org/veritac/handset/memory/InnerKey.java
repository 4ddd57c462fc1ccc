// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.veritac.card.Secret;

import java.io.IOException;
import java.util.function.Function;

/// A key that stays in its chip or token, which enciphers blocks with it.
interface InnerKey extends LiveKey {
    /// What was sealed with it, in which its companion is.
    LiveKey envelope();

    @Override
    default KeyUse use() {
        return KeyUse.BLOCKS;
    }

    @Override
    default Secret companion() throws IOException {
        return envelope().companion();
    }

    @Override
    default <T> T withBytes(Function<Secret, T> computation) {
        throw new IllegalStateException("this key stays where it is");
    }
}
