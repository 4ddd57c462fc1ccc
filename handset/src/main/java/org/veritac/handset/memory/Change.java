// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is to happen to a memory in one step: all of it, or nothing. Not for two threads.
public final class Change {
    /// The longest value: 64 KiB.
    public static final int VALUE_BYTES_MAX = 65_536;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9/-]{0,79}");

    private final Map<String, Optional<byte[]>> entries = new LinkedHashMap<>();
    private final Map<Counter, Long> raises = new LinkedHashMap<>();
    private @Nullable Sealing sealing;
    private @Nullable TransferId destroyed;

    /// A credential that begins to live.
    ///
    /// @param secret the caller closes it after the commit
    record Sealing(TransferId transfer, CredentialSecret secret) {}

    /// A change of nothing yet.
    public Change() {}

    /// Keeps a value under a name.
    ///
    /// @param name a letter, then up to 79 letters, digits, hyphens, slashes, all small
    /// @param value up to [#VALUE_BYTES_MAX], copied
    public Change put(String name, byte[] value) {
        if (value.length > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("a value of up to 64 KiB");
        }
        entries.put(valid(name), Optional.of(value.clone()));
        return this;
    }

    /// Forgets a name.
    public Change remove(String name) {
        entries.put(valid(name), Optional.empty());
        return this;
    }

    /// Raises a counter to a value. Where it stands there or above, it stays: it cannot go back.
    public Change raise(Counter counter, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a counter counts from 0");
        }
        raises.merge(counter, value, Math::max);
        return this;
    }

    /// Seals a credential. One lives here at a time.
    public Change seal(TransferId transfer, CredentialSecret secret) {
        sealing = new Sealing(transfer, secret);
        return this;
    }

    /// Destroys the credential of a transfer by the death of its key. Takes effect with the rest of
    /// the change: after a cut in between, opening the memory finishes it.
    public Change destroy(TransferId transfer) {
        destroyed = transfer;
        return this;
    }

    Map<String, Optional<byte[]>> entries() {
        return entries;
    }

    Map<Counter, Long> raises() {
        return raises;
    }

    @Nullable Sealing sealing() {
        return sealing;
    }

    @Nullable TransferId destroyed() {
        return destroyed;
    }

    boolean isNote() {
        return raises.isEmpty() && sealing == null && destroyed == null;
    }

    private static String valid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name");
        }
        return name;
    }

    @Override
    public String toString() {
        return "change of " + Arrays.toString(entries.keySet().toArray());
    }
}
