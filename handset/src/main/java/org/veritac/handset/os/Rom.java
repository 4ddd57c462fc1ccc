// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.security.PublicKey;

/// The read-only memory a phone starts from: it measures the image in flash memory and lets in only
/// what the owner of its key has signed, and nothing older than what it already let in.
///
/// It promises nothing about a phone whose board was changed: a thief who exchanges this part runs
/// what he likes. That is why the operator's module asks the vault and not the system.
public final class Rom {
    private final PublicKey key;
    private int versionMin;

    /// @param key the maker's, P-256
    /// @param versionMin the oldest version that may run, as burnt in
    public Rom(PublicKey key, int versionMin) {
        this.key = key;
        this.versionMin = versionMin;
    }

    /// Measures an image and says whether it may run.
    public Boot boot(byte[] octets) {
        return Image.read(octets).map(this::judge).orElse(new Boot.Refused(Boot.Reason.UNREADABLE));
    }

    private Boot judge(Image image) {
        if (!image.isSignedBy(key)) {
            return new Boot.Refused(Boot.Reason.SIGNATURE);
        }
        if (image.version() < versionMin) {
            return new Boot.Refused(Boot.Reason.OLDER);
        }
        versionMin = image.version();
        return new Boot.Started(image);
    }
}
