// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.Secret;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.StatusWord;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Digest;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.MacSize;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Outcome;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.RevocationList;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.SecondCard;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.trial.Dice;
import org.veritac.card.trial.ScriptedLink;
import org.veritac.card.trial.Seeded;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Tac;
import org.veritac.identity.trial.VectorFile;

import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

final class VaultTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEYS = new Seeded(1).bytes(48);
    private static final KeySet OPERATOR = KeySet.of(3, new Seeded(2).bytes(48));
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String VAULT = "82080102030405060708";
    private static final String FIRST = "a00d8001018108" + "94104502237315f8";
    private static final String SECOND = "a00d8001028108" + "94104502237315f8";

    private final Dice dice = Dice.seeded(5);
    private final KeyPair pair = P256.generate(dice);

    /// A card that writes down what it is told inside a channel, and answers from a script.
    private static final class Notebook extends SecondCard {
        private final List<String> inside = new ArrayList<>();
        private final List<String> answers;

        Notebook(int version, byte[] keys, String... answers) {
            super(version, keys, new byte[8]);
            diversification = HEX.parseHex("01020304050607080000");
            this.answers = new ArrayList<>(List.of(answers));
        }

        @Override
        protected byte[] inside(CommandApdu command, byte[] data) {
            String header =
                    "%02x%02x%02x%02x"
                            .formatted(command.cla(), command.ins(), command.p1(), command.p2());
            inside.add(header + " " + HEX.formatHex(data));
            return HEX.parseHex(answers.isEmpty() ? "" : answers.removeFirst());
        }
    }

    private SecureLink link(Notebook card) throws IOException {
        var reader = new VaultReader(new ChainingLink(card), dice);
        assertThat(reader.select()).isEqualTo(StatusWord.OK);
        var opening = reader.openForPersonalisation(KeySet.of(0x30, KEYS));
        return ((Opening.Open) opening).link();
    }

    private Notebook fresh(String... answers) {
        return new Notebook(0x30, KEYS, answers);
    }

    private static <T> Reply.Done<T> done(T value) {
        return new Reply.Done<>(value);
    }

    @Test
    void putsKeysUnderTheDekWithTheirCheckValues() throws IOException {
        var card = fresh();
        var personalisation = new VaultPersonalisation(link(card));
        assertThat(personalisation.putKeys(OPERATOR)).isEqualTo(done(Reply.Nothing.NOTHING));
        String enc = HEX.formatHex(KeySet.checkValue(OPERATOR.enc()));
        assertThat(card.inside.getFirst())
                .startsWith("84d80081 03881110")
                .hasSize(9 + 2 * (1 + 3 * (3 + 16 + 4)))
                .contains("03" + enc + "881110");
    }

    @Test
    void comparesTheCheckValuesThatTheVaultAnswers() throws IOException {
        String wrong = "03" + "000000".repeat(3);
        assertThat(new VaultPersonalisation(link(fresh(wrong))).putKeys(OPERATOR))
                .isEqualTo(new Reply.Unexpected<>());
    }

    @Test
    void putsOnlyOperatorsKeys() throws IOException {
        var personalisation = new VaultPersonalisation(link(fresh()));
        for (KeySet bad :
                List.of(
                        KeySet.of(0, new byte[48]),
                        KeySet.of(0x10, new byte[48]),
                        KeySet.of(1, new byte[72]))) {
            assertThatIllegalArgumentException().isThrownBy(() -> personalisation.putKeys(bad));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7f4900", "7f490386015f", "42" + "01ff"})
    void refusesAPublicKeyThatIsNone(String answer) throws IOException {
        assertThat(new VaultPersonalisation(link(fresh(answer))).generateDeviceKey())
                .isEqualTo(new Reply.Unexpected<>());
    }

    @Test
    void sendsEachStepAsTheContractSays() throws IOException {
        var key = (ECPublicKey) pair.getPublic();
        String point = "7f49438641" + HEX.formatHex(P256.write(key));
        var card = fresh(point, point);
        var vault = new VaultPersonalisation(link(card));
        assertThat(vault.generateAgreementKey()).isInstanceOf(Reply.Done.class);
        assertThat(vault.generateDeviceKey()).isInstanceOf(Reply.Done.class);
        var authority = new Authority(new Identifier("ca01"), pair, dice);
        var signer = signer(authority, "49015420");
        var slot = new ImeiRecord.Slot(1, Imei.of("490154203237518"));
        vault.storeCertificate(signer.certificate());
        vault.trustForUiccs(authority.anchor());
        vault.trustForTacs(authority.anchor());
        vault.storeImei(ImeiRecord.sign(signer, slot, key, dice));
        vault.allowOneWay(true);
        vault.allowOneWay(false);
        vault.finish();
        String anchor = HEX.formatHex(authority.anchor().bytes());
        String certificate = HEX.formatHex(signer.certificate().bytes());
        assertThat(card.inside.subList(0, 5))
                .containsExactly(
                        "84460001 ",
                        "84460002 ",
                        "84e20001 " + certificate,
                        "84e20002 " + anchor,
                        "84e20003 " + anchor);
        assertThat(card.inside.get(5))
                .matches(
                        "84e20004 bf208201[0-9a-f]{2}800101810894104502237315f8"
                                + certificate
                                + "5f3740[0-9a-f]{128}");
        assertThat(card.inside.subList(6, 9))
                .containsExactly("84e20006 01", "84e20006 00", "84f0800f ");
    }

    private ImeiRecord.Signer signer(Authority authority, String tac) {
        var draft =
                new Certificate.Draft(
                        7,
                        new Identifier("51"),
                        KeyUsage.SIGNATURE,
                        DAY,
                        DAY,
                        Grade.LAB,
                        List.of(Tac.of(tac)),
                        (ECPublicKey) pair.getPublic());
        return new ImeiRecord.Signer(authority.issue(draft), pair.getPrivate());
    }

    @Test
    void signsOnlyTheTacsOfTheSigner() {
        var authority = new Authority(new Identifier("ca01"), pair, dice);
        var signer = signer(authority, "35123456");
        var slot = new ImeiRecord.Slot(2, Imei.of("490154203237518"));
        var key = (ECPublicKey) pair.getPublic();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImeiRecord.sign(signer, slot, key, dice))
                .withMessage("the signer may not sign 49015420");
        for (int number : new int[] {0, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ImeiRecord.Slot(number, slot.imei()));
        }
    }

    @Test
    void signsAnImeiForOneVaultAndSlot() {
        var authority = new Authority(new Identifier("ca01"), pair, dice);
        var key = (ECPublicKey) pair.getPublic();
        var slot = new ImeiRecord.Slot(1, Imei.of("490154203237518"));
        byte[] record = ImeiRecord.sign(signer(authority, "49015420"), slot, key, dice).bytes();
        byte[] signature = Arrays.copyOfRange(record, record.length - 64, record.length);
        byte[] message =
                HEX.parseHex(
                        "5645524954414320494d454920563101"
                                + "94104502237315f8"
                                + HEX.formatHex(Digest.sha256(P256.write(key))));
        assertThat(P256.verify(key, message, signature)).isTrue();
    }

    @ParameterizedTest(name = "docs/secured-imei.md section 2: {0}")
    @MethodSource
    void uiccsHaveKeysOfTheirOwn(VectorFile.Case vector) {
        var keys = KeySet.of(vector.bytes("version")[0], vector.bytes("keys"));
        var vault = VaultId.ifValid(vector.bytes("vault")).orElseThrow();
        var uicc = new UiccId(Iccid.of(vector.text("iccid")));
        assertThat(uicc.bytes()).isEqualTo(vector.bytes("uicc"));
        var derived = OperatorKeys.forUicc(keys, vault, uicc);
        assertThat(derived.enc().matches(vector.bytes("enc"))).isTrue();
        assertThat(derived.mac().matches(vector.bytes("mac"))).isTrue();
        assertThat(derived.dek().matches(vector.bytes("dek"))).isTrue();
    }

    static List<VectorFile.Case> uiccsHaveKeysOfTheirOwn() {
        return VectorFile.cases("vectors/secured-imei/2/uicc-keys.txt");
    }

    @Test
    void asksForLongMacsFromVersionEightOn() {
        assertThat(OperatorKeys.wish(0x01).size()).isEqualTo(MacSize.S8);
        assertThat(OperatorKeys.wish(0x07).size()).isEqualTo(MacSize.S8);
        assertThat(OperatorKeys.wish(0x08).size()).isEqualTo(MacSize.S16);
        assertThat(OperatorKeys.wish(0x0F).size()).isEqualTo(MacSize.S16);
        assertThatIllegalArgumentException().isThrownBy(() -> OperatorKeys.wish(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OperatorKeys.wish(0x10));
    }

    @Test
    void derivesNothingFromThePersonalisationKeys() {
        var uicc = new UiccId(Iccid.of("8949012345678901234"));
        for (int version : new int[] {0, 0x10, 0x30}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            OperatorKeys.forUicc(KeySet.of(version, KEYS), new VaultId(1), uicc));
        }
    }

    @Test
    void opensAVaultAsAUiccAndReadsIt() throws IOException {
        var uicc = new UiccId(Iccid.of("8949012345678901234"));
        var vault = new VaultId(0x0102030405060708L);
        var own = OperatorKeys.forUicc(OPERATOR, vault, uicc);
        byte[] keys = new byte[48];
        int at = 0;
        for (Secret key : List.of(own.enc(), own.mac(), own.dek())) {
            System.arraycopy(key.copy(), 0, keys, at, 16);
            at += 16;
        }
        var card = new Notebook(3, keys, "df2119" + VAULT + FIRST);
        Scp03.KeySource source =
                (diversification, version) ->
                        VaultId.ifValid(Arrays.copyOf(diversification, VaultId.BYTES))
                                .map(id -> OperatorKeys.forUicc(OPERATOR, id, uicc));
        var reader = new VaultReader(card, dice);
        var opening = reader.open(uicc, source, Scp03.Wish.full(3));
        var contents =
                ((Reply.Done<VaultContents>) VaultReader.contents(((Opening.Open) opening).link()))
                        .value();
        assertThat(contents.vault()).isEqualTo(vault);
        assertThat(contents.slots())
                .containsExactly(new ImeiRecord.Slot(1, Imei.of("490154203237518")));
        assertThat(contents).asString().contains("0102030405060708").doesNotContain("323751");
        assertThat(card.commands().getFirst()).isEqualTo("002241a40c830a989410325476981032f4");
        assertThat(card.inside).containsExactly("84cadf21 ");
    }

    @Test
    void saysThatThereIsNoVaultOrNoEnvironment() throws IOException {
        var uicc = new UiccId(Iccid.of("8949012345678901234"));
        var reader = new VaultReader(new ScriptedLink("6a82", "6982"), dice);
        assertThat(reader.select()).isEqualTo(StatusWord.NOT_FOUND);
        assertThat(reader.open(uicc, (d, v) -> Optional.empty(), Scp03.Wish.full(3)))
                .isEqualTo(
                        new Opening.Refused(
                                Opening.Step.INITIALIZE_UPDATE,
                                StatusWord.SECURITY_STATUS_NOT_SATISFIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "df2100",
                "df210a" + VAULT,
                "df210f" + FIRST,
                "df2118" + "820701020304050607" + FIRST,
                "df2128" + VAULT + FIRST + FIRST,
                "df2128" + VAULT + SECOND + FIRST,
                "df2137" + VAULT + FIRST + SECOND + SECOND,
                "df2119" + VAULT + "a00d800103810894104502237315f8",
                "df2119" + VAULT + "a00d8001018108941045022373150f",
                "df2119" + VAULT + "a00d8001018108ffffffffffffffff",
                "df2118" + VAULT + "a00c8001018107941045022373f8",
                "df2119" + VAULT + "a10d800101810894104502237315f8"
            })
    void refusesContentsOfAnotherForm(String answer) throws IOException {
        assertThat(VaultReader.contents(link(fresh(answer)))).isEqualTo(new Reply.Unexpected<>());
    }

    @Test
    void readsTwoSlots() {
        byte[] bytes = HEX.parseHex("df2128" + VAULT + FIRST + SECOND);
        assertThat(VaultContents.read(bytes).orElseThrow().slots()).hasSize(2);
    }

    @Test
    void acceptsOnlyAProofOfTheseContentsAndThisNonce() throws IOException {
        var contents = VaultContents.read(HEX.parseHex("df2119" + VAULT + FIRST)).orElseThrow();
        byte[] nonce = new Seeded(8).bytes(16);
        byte[] good = P256.sign(pair.getPrivate(), contents.challenge(nonce), dice);
        var key = (ECPublicKey) pair.getPublic();
        var reader = new VaultReader(new ScriptedLink(), Dice.loaded(nonce));
        var reply = reader.prove(link(fresh("5f3740" + HEX.formatHex(good))), contents, key);
        var proof = ((Reply.Done<VaultReader.Proof>) reply).value();
        assertThat(contents.isProvenBy(proof.signature(), proof.nonce(), key)).isTrue();
        byte[] other = P256.sign(pair.getPrivate(), contents.challenge(new byte[16]), dice);
        for (String bad : List.of("5f3740" + HEX.formatHex(other), "5f3700", "")) {
            assertThat(reader.prove(link(fresh(bad)), contents, key))
                    .isEqualTo(new Reply.Unexpected<>());
        }
    }

    @Test
    void bringsRevocationLists() throws IOException {
        var card = fresh();
        var list =
                new Authority(new Identifier("ca01"), pair, dice)
                        .revoke(new RevocationList.Content(1, DAY, List.of(2L)));
        assertThat(VaultReader.revoke(link(card), list)).isEqualTo(done(Reply.Nothing.NOTHING));
        assertThat(card.inside).containsExactly("84e20005 " + HEX.formatHex(list.bytes()));
    }

    @Test
    void saysThatTheChannelBroke() throws IOException {
        var link = link(fresh());
        link.close();
        assertThat(new VaultPersonalisation(link).finish())
                .isEqualTo(new Reply.Broken<>(Outcome.Breach.CLOSED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsForeignContentsOrNothing(long seed) {
        var seeded = new Seeded(seed);
        byte[] good = HEX.parseHex("df2128" + VAULT + FIRST + SECOND);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = i % 2 == 0 ? seeded.spoiled(good) : seeded.bytes(seeded.between(0, 50));
            VaultContents.read(bytes)
                    .ifPresent(contents -> assertThat(contents.slots()).hasSizeBetween(1, 2));
        }
    }
}
