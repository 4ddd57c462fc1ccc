// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Mode;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Luhn;
import org.veritac.identity.Msisdn;
import org.veritac.lab.card.SimulatedCard;
import org.veritac.lab.card.UiccPersonalisation;
import org.veritac.lab.radio.Subscriber;
import org.veritac.signalling.ota.MasterKey;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// Who makes the operator's cards.
final class CardFactory {
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2046, 1, 1);
    private static final int PUBLIC_KEY = 0x7F49;
    private static final int KEY_OCTETS = 16;
    private static final int SCALAR_OCTETS = 32;

    private final Operator operator;
    private final Authority uiccs;
    private final Anchor vaults;
    private final SecureRandom random = new SecureRandom();
    private int made;

    /// @param uiccs who vouches for cards (CA-KLOC)
    /// @param vaults whose vaults cards believe (CA-KLCC)
    CardFactory(Operator operator, Authority uiccs, Anchor vaults) {
        this.operator = operator;
        this.uiccs = uiccs;
        this.vaults = vaults;
    }

    /// Makes a card, and makes it known to its operator.
    Subscription make(Terms terms, Transcript transcript) throws IOException {
        made++;
        var imsi = Imsi.of("00101%010d".formatted(1_000 + made));
        var msisdn = Msisdn.of("49151%07d".formatted(made));
        Iccid iccid = iccid();
        Secret k = key();
        Secret opc = key();
        var card = new SimulatedCard(UiccPersonalisation.installation());
        card.reset();
        new UiccPersonalisation(
                        new UiccPersonalisation.Subscriber(imsi, iccid, k, opc, 0),
                        keys(iccid, 1),
                        keys(iccid, 2),
                        policy(terms),
                        SmsAddress.unknown(Operator.SHORT_CODE),
                        certified(terms))
                .apply(card);
        operator.home().add(new Subscriber(imsi, msisdn), k, opc);
        String name = Stage.UICC + (made == 1 ? "" : " " + made);
        CardLink recorded = RecordingCard.uicc(card, transcript, name);
        var subscription = new Subscription(imsi, msisdn, recorded, iccid);
        operator.desk().register(subscription.subscriber());
        return subscription;
    }

    private Iccid iccid() {
        String digits = "894901%012d".formatted(made);
        return Iccid.of(digits + Luhn.checkDigit(digits));
    }

    private UiccPersonalisation.OtaKeys keys(Iccid iccid, int version) {
        MasterKey master = operator.master();
        try (Secret both = master.forPersonalisation(iccid, version)) {
            return new UiccPersonalisation.OtaKeys(
                    both.part(0, KEY_OCTETS), both.part(KEY_OCTETS, KEY_OCTETS));
        }
    }

    private static Instruction.Policy policy(Terms terms) {
        return new Instruction.Policy(
                terms.certificates() ? Mode.CERTIFICATES : Mode.STATIC_KEYS,
                0,
                terms.beforeCall(),
                true,
                terms.limit());
    }

    private UiccPersonalisation.@Nullable Certified certified(Terms terms) {
        if (!terms.certificates()) {
            return null;
        }
        KeyPair keys = Maker.p256();
        Certificate certificate =
                uiccs.issue(
                        new Certificate.Draft(
                                random.nextLong(),
                                Identifier.of(new byte[] {(byte) made}),
                                KeyUsage.KEY_AGREEMENT,
                                FROM,
                                UNTIL,
                                Grade.LAB,
                                List.of(),
                                (ECPublicKey) keys.getPublic()));
        TlvList anchor =
                TlvReader.read(vaults.bytes(), PUBLIC_KEY)
                                instanceof TlvReader.Reading.Whole(TlvList items)
                        ? items
                        : TlvList.of();
        return new UiccPersonalisation.Certified(
                certificate.tlv(),
                Secret.taking(scalar((ECPrivateKey) keys.getPrivate())),
                new Instruction.Authority(anchor.get(0), anchor.get(1)));
    }

    /// The private key in 32 octets, most significant first.
    private static byte[] scalar(ECPrivateKey key) {
        BigInteger number = key.getS();
        byte[] octets = number.toByteArray();
        byte[] scalar = new byte[SCALAR_OCTETS];
        int from = Math.max(0, octets.length - SCALAR_OCTETS);
        byte[] rest = Arrays.copyOfRange(octets, from, octets.length);
        System.arraycopy(rest, 0, scalar, SCALAR_OCTETS - rest.length, rest.length);
        return scalar;
    }

    private Secret key() {
        byte[] bytes = new byte[KEY_OCTETS];
        random.nextBytes(bytes);
        return Secret.taking(bytes);
    }
}
