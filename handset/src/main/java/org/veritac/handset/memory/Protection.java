// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.util.List;

/// Which protection is real: what a phone shows as its status, and what a token's policy asks for.
///
/// @param name of the thing that protects, as it names itself
/// @param level what it can do
/// @param chip whether it is a thing of its own, as far as can be told; a program that stands in
///   for one keeps its state in files, and whoever copies those copies everything
/// @param keysStayInside whether keys for [KeyUse#BLOCKS] are used without leaving it
/// @param withstands attacks it stops
/// @param yieldsTo attacks it does not stop
public record Protection(
        String name,
        Level level,
        boolean chip,
        boolean keysStayInside,
        List<String> withstands,
        List<String> yieldsTo) {

    /// What a memory can do, each more than the one before.
    public enum Level {
        /// An encrypted file beside its key. Not protected.
        UNPROTECTED,
        /// Keys are held by something that does not give them out, and are destroyed there.
        KEYS_INSIDE,
        /// And what was once left behind cannot be returned to.
        ROLLBACK_PROOF
    }

    public Protection {
        withstands = List.copyOf(withstands);
        yieldsTo = List.copyOf(yieldsTo);
    }

    /// Whether a token that asks for a level may load this phone.
    public boolean meets(Level minimum) {
        return level.compareTo(minimum) >= 0;
    }
}
