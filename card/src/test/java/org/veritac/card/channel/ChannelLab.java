// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.trial.Dice;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Two authorities, a vault and a host of SCP11, the same for the same seed.
final class ChannelLab {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    static final long VAULT = 0x0102030405060708L;

    private final SecureRandom dice;
    private final Authority vaults;
    private final KeyPair vault;
    private final KeyPair ephemeral;
    private final KeyPair cardEphemeral;
    private final Scp11.Credential host;

    ChannelLab(long seed) {
        dice = Dice.seeded(seed);
        vaults = new Authority(new Identifier("ca01"), P256.generate(dice), dice);
        var hosts = new Authority(new Identifier("ca02"), P256.generate(dice), dice);
        vault = P256.generate(dice);
        ephemeral = P256.generate(dice);
        cardEphemeral = P256.generate(dice);
        KeyPair own = P256.generate(dice);
        host =
                new Scp11.Credential(
                        hosts.issue(draft(0x11, KeyUsage.KEY_AGREEMENT, own)), own.getPrivate());
    }

    static Certificate.Draft draft(long serial, KeyUsage usage, KeyPair pair) {
        return new Certificate.Draft(
                serial,
                new Identifier("0a0b"),
                usage,
                TODAY.minusDays(1),
                TODAY.plusDays(1),
                Grade.LAB,
                List.of(),
                (ECPublicKey) pair.getPublic());
    }

    SecureRandom dice() {
        return dice;
    }

    Authority vaults() {
        return vaults;
    }

    KeyPair vault() {
        return vault;
    }

    KeyPair ephemeral() {
        return ephemeral;
    }

    Scp11.Credential host() {
        return host;
    }

    Certificate vaultCertificate() {
        return vaults.issue(draft(VAULT, KeyUsage.KEY_AGREEMENT, vault));
    }

    static Clock clock(LocalDate day) {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return Clock.fixed(noon, ZoneOffset.UTC);
    }

    Trust trust() {
        return new Trust(List.of(vaults.anchor()), Grade.LAB, clock(TODAY));
    }

    SecondCard card() {
        return equip(new SecondCard(1, new byte[48], new byte[8]));
    }

    /// Gives a card its certificate and keys.
    SecondCard equip(SecondCard card) {
        card.certificateStore = Tlv.of(0xBF21, vaultCertificate().tlv()).bytes();
        card.fixedKey = scalar(vault);
        card.ephemeralKey = scalar(cardEphemeral);
        card.hostPoint = P256.write(host.certificate().content().key());
        return card;
    }

    private static BigInteger scalar(KeyPair pair) {
        return ((ECPrivateKey) pair.getPrivate()).getS();
    }
}
