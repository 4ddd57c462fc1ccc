// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Scp03;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.vault.ImeiRecord;
import org.veritac.card.vault.Reply;
import org.veritac.card.vault.VaultId;
import org.veritac.card.vault.VaultPersonalisation;
import org.veritac.identity.Imei;
import org.veritac.identity.Tac;
import org.veritac.lab.card.Installation;
import org.veritac.lab.card.SimulatedCard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/// Who makes vaults: a manufacturer with its authorities. A thief can have one too, with
/// authorities of his own.
final class VaultFactory {
    private static final byte[] SELECT = HexFormat.of().parseHex("00A4040009F0564552495441430100");
    private static final int AES_128 = 16;
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2046, 1, 1);

    private final SecureRandom random = new SecureRandom();
    private final Authority vaults = authority("c1");
    private final Authority signers = authority("c2");

    /// Who vouches for the vaults: what UICCs believe (CA-KLCC).
    Anchor anchor() {
        return vaults.anchor();
    }

    /// Makes a vault.
    ///
    /// @param id its name
    /// @param operator the operator's key set in it
    /// @param uiccs whose certificates of UICCs it believes (CA-KLOC)
    /// @param imeis of its slots, in their order
    StoryVault make(VaultId id, KeySet operator, Anchor uiccs, List<Imei> imeis)
            throws IOException {
        byte[] factoryKeys = bytes(3 * AES_128);
        var card = new SimulatedCard(Installation.vault(parameters(id, factoryKeys)));
        card.reset();
        card.transmit(SELECT);
        personalise(open(card, factoryKeys), new Content(id, operator, uiccs, imeis));
        return new StoryVault(id, card);
    }

    /// What goes into a vault.
    private record Content(VaultId id, KeySet operator, Anchor uiccs, List<Imei> imeis) {}

    private void personalise(VaultPersonalisation vault, Content content) throws IOException {
        done(vault.putKeys(content.operator()));
        ECPublicKey agreement = done(vault.generateAgreementKey());
        done(vault.generateDeviceKey());
        done(vault.storeCertificate(certificate(content.id(), agreement)));
        done(vault.trustForUiccs(content.uiccs()));
        done(vault.trustForTacs(signers.anchor()));
        int slot = 0;
        for (Imei imei : content.imeis()) {
            var record = new ImeiRecord.Slot(++slot, imei);
            done(vault.storeImei(ImeiRecord.sign(signer(imei.tac()), record, agreement, random)));
        }
        done(vault.allowOneWay(true));
        done(vault.finish());
    }

    private VaultPersonalisation open(CardLink card, byte[] keys) throws IOException {
        Opening opening =
                new Scp03(random)
                        .open(
                                new ChainingLink(card),
                                KeySet.of(VaultPersonalisation.KEY_VERSION, keys),
                                Scp03.Wish.full(VaultPersonalisation.KEY_VERSION));
        if (opening instanceof Opening.Open(var link)) {
            return new VaultPersonalisation(link);
        }
        throw new IOException("a fresh vault takes its personalisation keys: " + opening);
    }

    private Certificate certificate(VaultId id, ECPublicKey key) {
        return vaults.issue(
                new Certificate.Draft(
                        id.value(),
                        Identifier.of(id.bytes()),
                        KeyUsage.KEY_AGREEMENT,
                        FROM,
                        UNTIL,
                        Grade.LAB,
                        List.of(),
                        key));
    }

    private ImeiRecord.Signer signer(Tac tac) {
        var keys = Maker.p256();
        Certificate certificate =
                signers.issue(
                        new Certificate.Draft(
                                random.nextLong(),
                                new Identifier("51"),
                                KeyUsage.SIGNATURE,
                                FROM,
                                UNTIL,
                                Grade.LAB,
                                List.of(tac),
                                (ECPublicKey) keys.getPublic()));
        return new ImeiRecord.Signer(certificate, keys.getPrivate());
    }

    private static byte[] parameters(VaultId id, byte[] keys) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.of(0x80, id.bytes()).bytes());
        out.writeBytes(Tlv.of(0x81, keys).bytes());
        out.writeBytes(Tlv.ofByte(0x82, Grade.LAB.value()).bytes());
        return out.toByteArray();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Authority authority(String name) {
        return new Authority(new Identifier(name), Maker.p256(), random);
    }

    private static <T> T done(Reply<T> reply) throws IOException {
        if (reply instanceof Reply.Done<T>(T value)) {
            return value;
        }
        throw new IOException("a vault refuses its personalisation: " + reply);
    }
}
