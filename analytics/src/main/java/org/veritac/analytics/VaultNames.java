// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.OpenVault;
import org.veritac.analytics.vault.Vault;

import java.io.IOException;

/// Names out of the vault, which is opened, and its opening recorded, when the first is asked for.
final class VaultNames implements Names {
    private final Vault vault;
    private final String purpose;
    private @Nullable OpenVault open;

    VaultNames(Vault vault, String purpose) {
        this.vault = vault;
        this.purpose = purpose;
    }

    @Override
    public @Nullable String[] imsis(int[] surrogates) throws IOException {
        return texts(Kind.IMSI, surrogates);
    }

    @Override
    public @Nullable String[] msisdns(int[] surrogates) throws IOException {
        return texts(Kind.MSISDN, surrogates);
    }

    private @Nullable String[] texts(Kind kind, int[] surrogates) throws IOException {
        OpenVault opened = open;
        if (opened == null) {
            opened = vault.open(purpose);
            open = opened;
        }
        @Nullable String[] texts = new @Nullable String[surrogates.length];
        for (int i = 0; i < surrogates.length; i++) {
            texts[i] = opened.text(kind, surrogates[i]).orElse(null);
        }
        return texts;
    }
}
