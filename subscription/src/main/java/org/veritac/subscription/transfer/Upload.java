// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// A backup that a token is given. Counts only once it is closed; a token may forget an open one
/// when it loses power.
///
/// @param attempt of the handset to return
/// @param received what is here so far, each part from its beginning
/// @param closed whether all of it is here and was found right
public record Upload(int attempt, Manifest manifest, Contents received, boolean closed) {
    Octets received(Part part) {
        return received.find(part).orElse(Octets.NONE);
    }

    Upload with(Part part, Octets more) {
        var all = Octets.join(received(part), more);
        return new Upload(attempt, manifest, received.with(part, all), closed);
    }

    /// Whole: parts without bytes are there too, as such.
    Upload close() {
        var all = received;
        for (Manifest.Entry entry : manifest.entries()) {
            all = all.with(entry.part(), received(entry.part()));
        }
        return new Upload(attempt, manifest, all, true);
    }

    /// Whether every part is here and is what the manifest says.
    boolean isWhole() {
        return manifest.entries().stream()
                .allMatch(entry ->
                        Manifest.partDigest(received(entry.part())).equals(entry.digest()));
    }
}
