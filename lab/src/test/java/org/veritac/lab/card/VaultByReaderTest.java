// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.MacSize;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.RevocationList;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.channel.SecurityLevel;
import org.veritac.card.channel.Trust;
import org.veritac.card.vault.ImeiRecord;
import org.veritac.card.vault.OperatorKeys;
import org.veritac.card.vault.Reply;
import org.veritac.card.vault.UiccId;
import org.veritac.card.vault.VaultContents;
import org.veritac.card.vault.VaultId;
import org.veritac.card.vault.VaultPersonalisation;
import org.veritac.card.vault.VaultReader;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Tac;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/// Our own host makes a vault and reads it: both sides of the contract, which share no code.
final class VaultByReaderTest {
    private static final Imei IMEI = Imei.of("352099001761481");
    private static final VaultId ID = new VaultId(ByteBuffer.wrap(Vaults.ID).getLong());
    private static final UiccId UICC = new UiccId(Iccid.of("8949012345678901234"));
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2040, 12, 31);

    private final SecureRandom random = new SecureRandom();
    private final Authority vaults = authority("0a");
    private final Authority modules = authority("0b");
    private final Authority signers = authority("0c");
    private final Trust trust =
            new Trust(
                    List.of(vaults.anchor()),
                    Grade.LAB,
                    Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
    private final SimulatedCard card = new SimulatedCard(Vaults.installation());
    private final VaultReader reader = new VaultReader(new ChainingLink(card), random);
    private ECPublicKey device = (ECPublicKey) P256.generate(random).getPublic();

    private Authority authority(String id) {
        return new Authority(new Identifier(id), P256.generate(random), random);
    }

    private static Certificate.Draft draft(long serial, KeyUsage usage, ECPublicKey key) {
        return new Certificate.Draft(
                serial,
                new Identifier("01"),
                usage,
                FIRST,
                LAST,
                Grade.LAB,
                usage == KeyUsage.KEY_AGREEMENT ? List.of() : List.of(Tac.of("35209900")),
                key);
    }

    private static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<T>) reply).value();
    }

    private static SecureLink open(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Open.class);
        return ((Opening.Open) opening).link();
    }

    @BeforeEach
    void personalise() throws IOException {
        card.reset();
        // The value of the tag 81.
        byte[] keys = Arrays.copyOfRange(Vaults.parameters(), 12, 12 + 48);
        var vault =
                new VaultPersonalisation(
                        open(
                                reader.openForPersonalisation(
                                        KeySet.of(VaultPersonalisation.KEY_VERSION, keys))));
        done(vault.putKeys(operator(1, 16)));
        done(vault.putKeys(operator(2, 32)));
        done(vault.putKeys(operator(8, 16)));
        done(vault.putKeys(operator(9, 32)));
        ECPublicKey agreement = done(vault.generateAgreementKey());
        device = done(vault.generateDeviceKey());
        done(
                vault.storeCertificate(
                        vaults.issue(draft(ID.value(), KeyUsage.KEY_AGREEMENT, agreement))));
        done(vault.trustForUiccs(modules.anchor()));
        done(vault.trustForTacs(signers.anchor()));
        KeyPair signer = P256.generate(random);
        var certificate =
                signers.issue(draft(5, KeyUsage.SIGNATURE, (ECPublicKey) signer.getPublic()));
        done(
                vault.storeImei(
                        ImeiRecord.sign(
                                new ImeiRecord.Signer(certificate, signer.getPrivate()),
                                new ImeiRecord.Slot(1, IMEI),
                                agreement,
                                random)));
        done(vault.allowOneWay(true));
        done(vault.finish());
        card.reset();
    }

    private static KeySet operator(int version, int bytes) {
        return KeySet.of(version, Vaults.key(version, 3 * bytes));
    }

    private Scp11.Credential credential(long serial) {
        KeyPair own = P256.generate(random);
        return new Scp11.Credential(
                modules.issue(draft(serial, KeyUsage.KEY_AGREEMENT, (ECPublicKey) own.getPublic())),
                own.getPrivate());
    }

    private static void assertContents(VaultContents contents) {
        assertThat(contents.vault()).isEqualTo(ID);
        assertThat(contents.slots()).containsExactly(new ImeiRecord.Slot(1, IMEI));
    }

    @ParameterizedTest
    @CsvSource({"1, 16, S8", "2, 32, S8", "8, 16, S16", "9, 32, S16"})
    void readsWithStaticKeysOfEachKind(int version, int bytes, MacSize size) throws IOException {
        Scp03.KeySource source =
                (kdd, found) ->
                        VaultId.ifValid(Arrays.copyOf(kdd, VaultId.BYTES))
                                .map(id ->
                                        OperatorKeys.forUicc(operator(version, bytes), id, UICC));
        var wish = new Scp03.Wish(version, SecurityLevel.FULL, size);
        assertContents(done(VaultReader.contents(open(reader.open(UICC, source, wish)))));
    }

    @Test
    void readsWithCertificatesAndChecksTheProof() throws IOException {
        SecureLink link = open(reader.open(trust, credential(7)));
        VaultContents contents = done(VaultReader.contents(link));
        assertContents(contents);
        done(reader.prove(link, contents, device));
    }

    @Test
    void readsOneWay() throws IOException {
        assertContents(done(VaultReader.contents(open(reader.openOneWay(trust)))));
    }

    @Test
    void aRevokedModuleIsRefused() throws IOException {
        SecureLink link = open(reader.open(trust, credential(7)));
        var content = new RevocationList.Content(1, FIRST, List.of(7L, 8L));
        done(VaultReader.revoke(link, modules.revoke(content)));
        card.reset();
        assertThat(reader.open(trust, credential(8))).isInstanceOf(Opening.Refused.class);
        assertThat(reader.open(trust, credential(9))).isInstanceOf(Opening.Open.class);
    }
}
