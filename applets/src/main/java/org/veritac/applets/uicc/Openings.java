// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.security.MessageDigest;

import org.veritac.applets.channel.Agreement;
import org.veritac.applets.channel.Cmac;
import org.veritac.applets.channel.Kdf;
import org.veritac.applets.channel.RandomBytes;
import org.veritac.applets.channel.Session;

/// The ways to open a vault, which share one session.
final class Openings {
    final Session session;
    final StaticOpening keys;
    final CertifiedOpening certificates;

    Openings(Cmac cmac, VaultKeys vaultKeys, Credentials credentials) {
        session = new Session(cmac, new Kdf(cmac));
        keys = new StaticOpening(vaultKeys, session, new RandomBytes());
        Agreement agreement =
                new Agreement(cmac, MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false));
        certificates = new CertifiedOpening(credentials, agreement, session);
    }
}
