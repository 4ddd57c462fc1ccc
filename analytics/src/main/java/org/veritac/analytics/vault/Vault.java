// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import org.veritac.analytics.store.Store;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/// The door to who the surrogates are.
public final class Vault {
    /// The store remembers which key its vault has, without the key.
    private static final String MARK = "vault.key";

    private final Store store;
    private final VaultKey key;
    private final AuditLog audit;
    private final SecureRandom random;

    public Vault(Store store, VaultKey key, AuditLog audit, SecureRandom random) {
        this.store = store;
        this.key = key;
        this.audit = audit;
        this.random = random;
    }

    /// Opens the vault as it stands now.
    ///
    /// @param purpose what for, a few words; it is on the disk before anything is decrypted
    /// @throws IOException when the key is not this vault's, a file was changed, or the disk fails
    public OpenVault open(String purpose) throws IOException {
        Optional<String> mark = store.setting(MARK);
        if (mark.isPresent() && !mark.get().equals(key.mark())) {
            throw new IOException("the key is not that of this vault");
        }
        audit.opened(purpose);
        return new OpenVault(store, key, random);
    }

    static String markSetting() {
        return MARK;
    }

    /// The records of openings.
    public AuditLog audit() {
        return audit;
    }
}
