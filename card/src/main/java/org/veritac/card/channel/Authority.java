// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;

/// A certification authority that issues compact certificates and revokes them: of vaults
/// (CA-KLCC), of UICCs (CA-KLOC), or of those who sign TACs. For tools and the lab; the private key
/// stays in the JDK's type.
public final class Authority {
    private final Identifier name;
    private final PrivateKey key;
    private final Anchor anchor;
    private final SecureRandom random;

    /// An authority with a key pair on P-256.
    public Authority(Identifier name, KeyPair keys, SecureRandom random) {
        this.name = name;
        this.key = keys.getPrivate();
        this.anchor = new Anchor(name, (ECPublicKey) keys.getPublic());
        this.random = random;
    }

    /// What others have to know to believe its certificates.
    public Anchor anchor() {
        return anchor;
    }

    public Certificate issue(Certificate.Draft draft) {
        byte[] signed = Certificate.signed(draft, name).bytes();
        return Certificate.of(draft, name, P256.sign(key, signed, random));
    }

    public RevocationList revoke(RevocationList.Content content) {
        byte[] signed = RevocationList.signed(content, name).bytes();
        return RevocationList.of(content, name, P256.sign(key, signed, random));
    }
}
