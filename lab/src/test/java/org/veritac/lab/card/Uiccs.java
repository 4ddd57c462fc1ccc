// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Mode;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;

import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.util.HexFormat;

/// UICCs of tests, for the vaults of [Vaults].
final class Uiccs {
    /// The phone's IMEI, which is that of the vault.
    static final String IMEI = "352099001761481";

    /// Set 1 of TS 35.208.
    static final String KI = "465b5ce8b199b49faa5f0a2ee238a6bc";

    static final String OPC = "cd63cb71954a9f4e48a5994e37a02baf";
    static final String AUTHENTICATE =
            "0088008122"
                    + "1023553cbe9637a89d218ae64dae47bf35"
                    + "1055f328b43577b9b94a9ffac354dfafb3"
                    + "00";
    static final long SQN = 0xFF9BB4D0B606L;
    static final String GSM_ALGORITHM = "A08800001023553cbe9637a89d218ae64dae47bf350C";

    static final byte[] KIC_DOWN = Vaults.key(0x51, 16);
    static final byte[] KID_DOWN = Vaults.key(0x52, 16);
    static final byte[] KIC_UP = Vaults.key(0x53, 16);
    static final byte[] KID_UP = Vaults.key(0x54, 16);

    /// The tag of a public key, whose inside looks constructed and is not.
    private static final int POINT = 0x7F49;

    private static final KeyPair PAIR = Curve.pair();

    private Uiccs() {}

    static Instruction.Policy policy(Mode mode) {
        return new Instruction.Policy(mode, 0, false, false, 0);
    }

    static UiccPersonalisation personalisation(Instruction.Policy policy) {
        return new UiccPersonalisation(
                subscriber(SQN),
                new UiccPersonalisation.OtaKeys(Secret.of(KIC_DOWN), Secret.of(KID_DOWN)),
                new UiccPersonalisation.OtaKeys(Secret.of(KIC_UP), Secret.of(KID_UP)),
                policy,
                SmsAddress.unknown("74839"),
                certified(Vaults.MODULES));
    }

    static UiccPersonalisation.Subscriber subscriber(long sqn) {
        return new UiccPersonalisation.Subscriber(
                Imsi.of("001010123456789"),
                Iccid.of("89491020304050607080"),
                Secret.of(HexFormat.of().parseHex(KI)),
                Secret.of(HexFormat.of().parseHex(OPC)),
                sqn);
    }

    /// Credentials with a certificate of the given issuer.
    static UiccPersonalisation.Certified certified(Issuer issuer) {
        byte[] scalar = ((ECPrivateKey) PAIR.getPrivate()).getS().toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, scalar.length);
        System.arraycopy(scalar, scalar.length - length, padded, 32 - length, length);
        byte[] certificate = issuer.draft(Curve.point(PAIR)).sign();
        TlvList anchor = list(Vaults.VAULTS.anchor());
        return new UiccPersonalisation.Certified(
                TlvReader.readOne(certificate, POINT).orElseThrow(),
                Secret.of(padded),
                new Instruction.Authority(anchor.get(0), anchor.get(1)));
    }

    private static TlvList list(byte[] bytes) {
        return switch (TlvReader.read(bytes, POINT)) {
            case TlvReader.Reading.Whole(TlvList items) -> items;
            case TlvReader.Reading.Malformed(var flaw, _) -> throw new AssertionError("" + flaw);
        };
    }

    static CardLink personalised(Instruction.Policy policy) throws IOException {
        var card = new SimulatedCard(UiccPersonalisation.installation());
        card.reset();
        personalisation(policy).apply(card);
        return card;
    }

    /// A vault that answers the one-way variant too.
    static CardLink oneWayVault() throws Exception {
        return vault(Vaults.ID, Vaults.IMEI);
    }

    /// A vault with another id or IMEI than that of [Vaults]; the IMEI in both slots.
    static CardLink vault(byte[] id, byte[]... imeis) throws Exception {
        byte[] parameters = Vaults.parameters();
        System.arraycopy(id, 0, parameters, 2, id.length);
        var card = new SimulatedCard(Installation.vault(parameters));
        card.reset();
        YubicoHost host = Vaults.factory(card);
        byte[] point = Vaults.generate(host, 1);
        Vaults.generate(host, 2);
        host.send(0xD8, 0x0081, Vaults.putKey(Vaults.OPERATOR, 16));
        host.send(0xE2, 0x0001, Vaults.VAULTS.draft(point).serial(id).sign());
        host.send(0xE2, 0x0002, Vaults.MODULES.anchor());
        host.send(0xE2, 0x0003, Vaults.SIGNERS.anchor());
        for (int i = 0; i < imeis.length; i++) {
            host.send(0xE2, 0x0004, Vaults.record(i + 1, imeis[i], point, Vaults.TAC));
        }
        host.send(0xE2, 0x0006, new byte[] {1});
        host.send(0xF0, 0x800F, new byte[0]);
        return card;
    }

    /// A phone whose UICC has what it takes to check it. Not yet switched on.
    static Phone phone(Instruction.Policy policy) throws Exception {
        boolean oneWay = policy.mode() == Mode.ONE_WAY;
        var phone =
                new Phone(
                        personalised(policy), oneWay ? oneWayVault() : Vaults.personalised(), IMEI);
        if (policy.mode() == Mode.STATIC_KEYS) {
            phone.uicc.reset();
            new Operator().command(phone, Operator.vaultKeys(1, 16));
        }
        return phone;
    }

    /// Whether the UICC answers challenges, asked on each route.
    static boolean answers(Phone phone) throws IOException {
        byte[] gsm = phone.uicc("0088008011" + "10" + "23553cbe9637a89d218ae64dae47bf35" + "00");
        byte[] old = phone.uicc(GSM_ALGORITHM);
        byte[] suci = phone.uicc("8078000100");
        boolean open = gsm.length > 2;
        if ((old.length > 2) != open || (suci.length > 2) != open) {
            throw new AssertionError("one route is open, another closed");
        }
        return open;
    }
}
