// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The parts of a subscription that somebody holds. Immutable.
public final class Contents {
    /// None.
    public static final Contents EMPTY = new Contents(Map.of());

    private final Map<Part, Octets> parts;

    private Contents(Map<Part, Octets> parts) {
        this.parts = parts;
    }

    /// Parts, each within its bound.
    ///
    /// @throws IllegalArgumentException when one is larger than [Part#bytesMax]
    public static Contents of(Map<Part, Octets> parts) {
        parts.forEach((part, bytes) -> {
            if (bytes.length() > part.bytesMax()) {
                throw new IllegalArgumentException(part + " is too large");
            }
        });
        return parts.isEmpty() ? EMPTY : new Contents(new EnumMap<>(parts));
    }

    public Optional<Octets> find(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /// A copy, in the order of the enumeration.
    public Map<Part, Octets> parts() {
        return parts.isEmpty() ? Map.of() : new EnumMap<>(parts);
    }

    /// These, with one put in or replaced.
    public Contents with(Part part, Octets bytes) {
        var more = new EnumMap<Part, Octets>(Part.class);
        more.putAll(parts);
        more.put(part, bytes);
        return of(more);
    }

    /// These without one.
    public Contents without(Part part) {
        var fewer = new EnumMap<Part, Octets>(Part.class);
        fewer.putAll(parts);
        fewer.remove(part);
        return of(fewer);
    }

    /// These, replaced by all that others hold.
    public Contents with(Contents others) {
        var more = new EnumMap<Part, Octets>(Part.class);
        more.putAll(parts);
        more.putAll(others.parts);
        return of(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contents that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
