// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.veritac.lab.card.Tlvs.tlv;

import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.scp.StaticKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// What a vault lets its factory and its modules do, and what not (docs/secured-imei.md, 2 and 3).
final class VaultTest {
    private static void refuses(YubicoHost host, int instruction, int reference, byte[] data) {
        assertThatThrownBy(() -> host.send(instruction, reference, data))
                .isInstanceOfSatisfying(
                        ApduException.class, e -> assertThat(e.getSw()).isEqualTo((short) 0x6982));
    }

    private static void refusedByFactory(int instruction, int reference, byte[] data)
            throws IOException, ApduException {
        refuses(Vaults.factory(Vaults.fresh()), instruction, reference, data);
    }

    private static YubicoHost module(CardLink card, byte[] point, byte[] certificate)
            throws IOException, ApduException {
        card.reset();
        var host = new YubicoHost(card);
        var own = Curve.pair();
        host.openMutual(point, own, certificate);
        return host;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404142434445464748494A4B4C4D4E4F",
                "000102030405060708090A0B0C0D0E0F",
                "101112131415161718191A1B1C1D1E1F",
                "202122232425262728292A2B2C2D2E2F",
                "00000000000000000000000000000000",
                "A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5"
            })
    void aProductionCardRefusesPublishedKeys(String published) {
        byte[] key = HexFormat.of().parseHex(published);
        byte[] good = Vaults.key(3, 16);
        for (int place = 0; place < 3; place++) {
            byte[][] keys = {good, good, good};
            keys[place] = key;
            byte[] parameters = Vaults.parameters(2, keys[0], keys[1], keys[2]);
            var installation = Installation.vault(parameters);
            assertThatThrownBy(() -> new SimulatedCard(installation))
                    .isInstanceOf(RuntimeException.class);
        }
        byte[] lab = Vaults.parameters(1, key, key, key);
        assertThat(new SimulatedCard(Installation.vault(lab))).isNotNull();
    }

    @Test
    void aProductionCardBelievesProductionCertificatesOnly() throws IOException, ApduException {
        byte[] enc = Vaults.key(0xE1, 16);
        byte[] mac = Vaults.key(0xA1, 16);
        byte[] dek = Vaults.key(0xD1, 16);
        var card = new SimulatedCard(Installation.vault(Vaults.parameters(2, enc, mac, dek)));
        card.reset();
        var host = new YubicoHost(card);
        host.openStatic(Vaults.FACTORY, new StaticKeys(enc, mac, dek));
        byte[] point = Vaults.generate(host, 1);
        byte[] good = Vaults.VAULTS.draft(point).serial(Vaults.ID).kind(2).sign();
        assertThat(host.send(0xE2, 1, good)).isEmpty();
        refuses(host, 0xE2, 1, Vaults.VAULTS.draft(point).serial(Vaults.ID).kind(1).sign());
    }

    @Test
    void aVaultThatIsFreshReleasesNothing() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        YubicoHost host = Vaults.factory(card);
        byte[] point = Vaults.generate(host, 1);
        host.send(0xE2, 3, Vaults.SIGNERS.anchor());
        host.send(0xE2, 4, Vaults.record(1, Vaults.IMEI, point, Vaults.TAC));
        refuses(host, 0xCA, 0xDF21, new byte[0]);
        card.reset();
        assertThatThrownBy(() -> new YubicoHost(card).openOneWay(point))
                .isInstanceOf(ApduException.class);
    }

    @Test
    void aPersonalisedVaultHasNoFactory() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        assertThatThrownBy(() -> Vaults.factory(card)).isInstanceOf(ApduException.class);
    }

    @Test
    void personalisationEndsOnlyWhenComplete() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.generate(Vaults.factory(card), 1);
        List<byte[]> steps = new ArrayList<>();
        steps.add(Vaults.certificate(point));
        refuses(Vaults.factory(card), 0xF0, 0x800F, new byte[0]);
        YubicoHost host = Vaults.factory(card);
        host.send(0xE2, 1, steps.get(0));
        Vaults.generate(host, 2);
        host.send(0xE2, 3, Vaults.SIGNERS.anchor());
        refuses(host, 0xF0, 0x800F, new byte[0]);
        host = Vaults.factory(card);
        host.send(0xE2, 4, Vaults.record(1, Vaults.IMEI, point, Vaults.TAC));
        refuses(host, 0xF0, 0x800F, new byte[0]);
        host = Vaults.factory(card);
        host.send(0xE2, 2, Vaults.MODULES.anchor());
        assertThat(host.send(0xF0, 0x800F, new byte[0])).isEmpty();
    }

    @Test
    void anImeiIsWrittenOnce() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        YubicoHost host = Vaults.factory(card);
        byte[] point = Vaults.generate(host, 1);
        host.send(0xE2, 3, Vaults.SIGNERS.anchor());
        host.send(0xE2, 4, Vaults.record(1, Vaults.IMEI, point, Vaults.TAC));
        host.send(0xE2, 4, Vaults.record(1, Vaults.IMEI, point, Vaults.TAC));
        host.send(0xE2, 4, Vaults.record(2, Vaults.OTHER_IMEI, point, Vaults.TAC));
        refuses(host, 0xE2, 4, Vaults.record(1, Vaults.OTHER_IMEI, point, Vaults.TAC));
    }

    @Test
    void anImeiNeedsASignerForItsTac() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.generate(Vaults.factory(card), 1);
        Vaults.factory(card).send(0xE2, 3, Vaults.SIGNERS.anchor());
        byte[] good = Vaults.record(1, Vaults.IMEI, point, Vaults.TAC);
        byte[] wrongCheckDigit = HexFormat.of().parseHex("53029900711684F2");
        byte[] letters = HexFormat.of().parseHex("5302990071168AF1");
        byte[] sixteen = HexFormat.of().parseHex("5302990071168401");
        List<byte[]> wrong =
                List.of(
                        Vaults.record(1, Vaults.IMEI, point, "35209901"),
                        Vaults.record(0, Vaults.IMEI, point, Vaults.TAC),
                        Vaults.record(3, Vaults.IMEI, point, Vaults.TAC),
                        Vaults.record(1, Vaults.IMEI, Curve.point(Curve.pair()), Vaults.TAC),
                        Vaults.record(1, wrongCheckDigit, point, Vaults.TAC),
                        Vaults.record(1, letters, point, Vaults.TAC),
                        Vaults.record(1, sixteen, point, Vaults.TAC),
                        Arrays.copyOf(good, good.length - 1));
        for (byte[] record : wrong) {
            refuses(Vaults.factory(card), 0xE2, 4, record);
        }
        assertThat(Vaults.factory(card).send(0xE2, 4, good)).isEmpty();
    }

    @Test
    void aSignerNamesSevenTacsAtMost() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        YubicoHost host = Vaults.factory(card);
        byte[] point = Vaults.generate(host, 1);
        host.send(0xE2, 3, Vaults.SIGNERS.anchor());
        String[] tacs = Collections.nCopies(8, "35209901").toArray(String[]::new);
        tacs[6] = Vaults.TAC;
        byte[] seven = Vaults.record(1, Vaults.IMEI, point, Arrays.copyOf(tacs, 7));
        assertThat(host.send(0xE2, 4, seven)).isEmpty();
        refuses(host, 0xE2, 4, Vaults.record(1, Vaults.IMEI, point, tacs));
    }

    @Test
    void aChainHasThreeHundredEightyFourBytesAtMost() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        byte[] first = new byte[5 + 255];
        System.arraycopy(HexFormat.of().parseHex("902A0110FF"), 0, first, 0, 5);
        byte[] rest = new byte[5 + 129];
        System.arraycopy(HexFormat.of().parseHex("802A011081"), 0, rest, 0, 5);
        assertThat(card.transmit(first)).containsExactly(0x90, 0x00);
        assertThat(card.transmit(rest)).containsExactly(0x69, 0x82);
        byte[] more = Arrays.copyOf(rest, rest.length + 1);
        more[4]++;
        assertThat(card.transmit(first)).containsExactly(0x90, 0x00);
        assertThat(card.transmit(more)).containsExactly(0x67, 0x00);
    }

    @Test
    void anotherCommandBreaksAChain() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        byte[] first = HexFormat.of().parseHex("902A011001FF");
        byte[] other = HexFormat.of().parseHex("802A011101FF");
        assertThat(card.transmit(first)).containsExactly(0x90, 0x00);
        assertThat(card.transmit(other)).containsExactly(0x68, 0x83);
        assertThat(card.transmit(HexFormat.of().parseHex("90CABF2101FF")))
                .containsExactly(0x68, 0x84);
    }

    @Test
    void keysWithWrongCheckValuesAreRefused() throws IOException, ApduException {
        byte[] keys = Vaults.putKey(1, 16);
        keys[keys.length - 1] ^= 1;
        refusedByFactory(0xD8, 0x0081, keys);
        refusedByFactory(0xD8, 0x0081, Vaults.putKey(0x10, 16));
        refusedByFactory(0xD8, 0x0081, Arrays.copyOf(Vaults.putKey(1, 16), 40));
    }

    @Test
    void fourOperatorsFitAndAFifthDoesNot() throws IOException, ApduException {
        YubicoHost host = Vaults.factory(Vaults.fresh());
        for (int version = 1; version <= 4; version++) {
            host.send(0xD8, 0x0081, Vaults.putKey(version, 16));
        }
        host.send(0xD8, 0x0081, Vaults.putKey(4, 32));
        refuses(host, 0xD8, 0x0081, Vaults.putKey(5, 16));
    }

    @Test
    void aCertificateHasOneForm() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.personalise(card);
        var own = Curve.pair();
        Issuer.Draft draft = Vaults.MODULES.draft(Curve.point(own));
        List<byte[]> wrong = new ArrayList<>();
        for (int part = 0; part < draft.body().size(); part++) {
            List<byte[]> without = draft.body();
            byte[] gone = without.remove(part);
            wrong.add(draft.sign(without));
            List<byte[]> twice = draft.body();
            twice.add(part, gone);
            wrong.add(draft.sign(twice));
            if (part > 0) {
                List<byte[]> swapped = draft.body();
                Collections.swap(swapped, part, part - 1);
                wrong.add(draft.sign(swapped));
            }
        }
        List<byte[]> unknown = draft.body();
        unknown.add(tlv(0x5F50, new byte[4]));
        wrong.add(draft.sign(unknown));
        wrong.add(Vaults.MODULES.draft(Curve.point(own)).usage(Issuer.SIGNS).sign());
        wrong.add(Vaults.MODULES.draft(Curve.point(own)).authority("KLOD").sign());
        wrong.add(Vaults.SIGNERS.draft(Curve.point(own)).authority("KLOC").sign());
        byte[] off = Curve.point(own);
        off[64] ^= 1;
        for (byte[] certificate : wrong) {
            assertThatThrownBy(() -> module(card, point, certificate))
                    .isInstanceOf(ApduException.class);
        }
        assertThatThrownBy(() -> module(card, point, Vaults.MODULES.draft(off).sign()))
                .isInstanceOf(ApduException.class);
    }

    @Test
    void revokedAndEndedCertificatesAreRefused() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.personalise(card);
        var own = Curve.pair();
        byte[] certificate = Vaults.MODULES.draft(Curve.point(own)).sign();
        byte[] serial = HexFormat.of().parseHex("0102030405060708");
        card.reset();
        var host = new YubicoHost(card);
        host.openMutual(point, own, certificate);
        host.send(0xE2, 5, Vaults.MODULES.list(7, "20270101", List.of(new byte[8], serial)));
        card.reset();
        assertThatThrownBy(() -> new YubicoHost(card).openMutual(point, own, certificate))
                .isInstanceOf(ApduException.class);
        byte[] ended =
                Vaults.MODULES
                        .draft(Curve.point(own))
                        .serial(new byte[] {9, 9, 9, 9, 9, 9, 9, 9})
                        .until("20261231")
                        .sign();
        assertThatThrownBy(() -> new YubicoHost(card).openMutual(point, own, ended))
                .isInstanceOf(ApduException.class);
        byte[] other =
                Vaults.MODULES
                        .draft(Curve.point(own))
                        .serial(new byte[] {8, 9, 9, 9, 9, 9, 9, 9})
                        .until("20270101")
                        .sign();
        card.reset();
        var third = new YubicoHost(card);
        third.openMutual(point, own, other);
        refuses(third, 0xE2, 5, Vaults.MODULES.list(7, "20270101", List.of()));
    }

    @Test
    void sixteenSerialsFitAListAndASeventeenthDoesNot() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.personalise(card);
        var own = Curve.pair();
        byte[] certificate = Vaults.MODULES.draft(Curve.point(own)).sign();
        card.reset();
        var host = new YubicoHost(card);
        host.openMutual(point, own, certificate);
        host.send(
                0xE2, 5, Vaults.MODULES.list(1, "20260102", Collections.nCopies(16, new byte[8])));
        refuses(
                host,
                0xE2,
                5,
                Vaults.MODULES.list(2, "20260102", Collections.nCopies(17, new byte[8])));
    }

    @Test
    void failuresSlowDownAndNeverLock() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        byte[] ask = HexFormat.of().parseHex("8050010008000000000000000000");
        byte[] lie = HexFormat.of().parseHex("848233001000112233445566778899AABBCCDDEEFF");
        int failures = 0;
        for (int refusals : new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 64}) {
            card.reset();
            environment(card);
            for (int i = 0; i < refusals; i++) {
                assertThat(card.transmit(ask))
                        .as("failure %d", failures)
                        .containsExactly(0x69, 0x85);
            }
            assertThat(card.transmit(ask)).as("failure %d", failures).endsWith(0x90, 0x00);
            assertThat(card.transmit(lie)).containsExactly(0x63, 0x00);
            failures++;
        }
        card.reset();
        var host = new YubicoHost(card);
        host.environment(Vaults.ICCID);
        for (int i = 0; i < 64; i++) {
            card.transmit(ask);
        }
        host.openStatic(Vaults.OPERATOR, Vaults.moduleKeys(Vaults.OPERATOR, 16));
        card.reset();
        environment(card);
        assertThat(card.transmit(ask)).endsWith(0x90, 0x00);
    }

    private static void environment(CardLink card) throws IOException {
        new YubicoHost(card).environment(Vaults.ICCID);
    }

    @Test
    void anotherModulesKeysOpenNothing() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        var host = new YubicoHost(card);
        host.environment(HexFormat.of().parseHex("98940102030405060709"));
        assertThatThrownBy(() ->
                        host.openStatic(Vaults.OPERATOR, Vaults.moduleKeys(Vaults.OPERATOR, 16)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutEnvironmentThereAreNoOperatorsKeys() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        assertThat(card.transmit(HexFormat.of().parseHex("8050010008000000000000000000")))
                .containsExactly(0x6A, 0x88);
    }
}
