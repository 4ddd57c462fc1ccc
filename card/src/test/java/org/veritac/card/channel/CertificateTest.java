// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Tac;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

final class CertificateTest {
    private static final LocalDate TODAY = ChannelLab.TODAY;

    private final ChannelLab lab = new ChannelLab(1);
    private final Certificate good = lab.vaultCertificate();

    private Certificate.Draft draft(Grade grade, List<Tac> tacs) {
        var key = (ECPublicKey) lab.vault().getPublic();
        var name = new Identifier("ff".repeat(Identifier.BYTES_MAX));
        return new Certificate.Draft(-1L, name, KeyUsage.SIGNATURE, TODAY, TODAY, grade, tacs, key);
    }

    private Trust trust(Grade grade, LocalDate today) {
        return new Trust(List.of(lab.vaults().anchor()), grade, ChannelLab.clock(today));
    }

    @Test
    void hasTheFormOfTheContract() {
        String hex = HexFormat.of().formatHex(good.bytes());
        assertThat(hex)
                .startsWith(
                        "7f2181b5"
                                + "93080102030405060708"
                                + "4202ca01"
                                + "5f20020a0b"
                                + "950180"
                                + "5f250420260228"
                                + "5f240420260302"
                                + "5303800101"
                                + "7f4946b04104")
                .contains("f001005f3740");
        assertThat(Certificate.read(good.bytes())).contains(good).get().hasSameHashCodeAs(good);
        assertThat(good).hasToString("certificate 0102030405060708 of ca01");
    }

    @Test
    void isBelievedForWhatItIs() {
        assertThat(lab.trust().objection(good, KeyUsage.KEY_AGREEMENT)).isEmpty();
        assertThat(lab.trust().objection(good, KeyUsage.SIGNATURE))
                .contains(Distrust.CERTIFICATE_USAGE);
        assertThat(trust(Grade.PRODUCTION, TODAY).objection(good, KeyUsage.KEY_AGREEMENT))
                .contains(Distrust.CERTIFICATE_GRADE);
        var real = lab.vaults().issue(draft(Grade.PRODUCTION, List.of()));
        assertThat(trust(Grade.PRODUCTION, TODAY).objection(real, KeyUsage.SIGNATURE)).isEmpty();
        assertThat(trust(Grade.LAB, TODAY).objection(real, KeyUsage.SIGNATURE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-2, CERTIFICATE_EARLY", "-1,", "1,", "2, CERTIFICATE_ENDED"})
    void isBelievedFromItsFirstToItsLastDay(int days, String objection) {
        var trust = trust(Grade.LAB, TODAY.plusDays(days));
        assertThat(trust.objection(good, KeyUsage.KEY_AGREEMENT).map(Enum::name))
                .isEqualTo(Optional.ofNullable(objection));
    }

    @Test
    void isNotBelievedFromAStranger() {
        var other = new ChannelLab(2);
        var stranger = new Authority(new Identifier("0bad"), P256.generate(lab.dice()), lab.dice());
        assertThat(lab.trust().objection(other.vaultCertificate(), KeyUsage.KEY_AGREEMENT))
                .contains(Distrust.CERTIFICATE_SIGNATURE);
        assertThat(lab.trust().objection(stranger.issue(good.content()), KeyUsage.KEY_AGREEMENT))
                .contains(Distrust.CERTIFICATE_AUTHORITY);
    }

    @Test
    void namesAtMostSevenTacs() {
        var seven = Collections.nCopies(Certificate.TACS_MAX, Tac.of("35123456"));
        var certificate = lab.vaults().issue(draft(Grade.LAB, seven));
        assertThat(Certificate.read(certificate.bytes())).contains(certificate);
        assertThat(certificate.bytes().length).isLessThanOrEqualTo(Certificate.BYTES_MAX);
        var eight = Collections.nCopies(Certificate.TACS_MAX + 1, Tac.of("35123456"));
        assertThatIllegalArgumentException().isThrownBy(() -> draft(Grade.LAB, eight));
        var discretionary = new ArrayList<Tlv>();
        discretionary.add(Tlv.ofByte(0x80, 1));
        eight.forEach(tac -> discretionary.add(Tlv.of(0x81, new byte[4])));
        assertThat(with(6, Tlv.of(0x53, TlvList.of(discretionary).bytes()))).isFalse();
        assertThat(with(6, Tlv.of(0x53, TlvList.of(discretionary).first(8).bytes()))).isTrue();
    }

    @Test
    void isNotReadWhenLongerThanAnyIs() {
        assertThat(Certificate.read(new byte[Certificate.BYTES_MAX + 1])).isEmpty();
        assertThat(Certificate.read(new byte[Certificate.BYTES_MAX])).isEmpty();
    }

    @ParameterizedTest(name = "field {0} as {1}")
    @CsvSource({
        "0, 93070102030405060708",
        "0, 9309010203040506070809",
        "1, 4200",
        "1, 42110102030405060708091011121314151617",
        "2, 5f2000",
        "3, 950181",
        "3, 95020080",
        "4, 5f250420260229",
        "4, 5f2503202602",
        "4, 5f250420260303",
        "5, 5f2404202603ff",
        "6, 5300",
        "6, 5303800103",
        "6, 5303810101",
        "6, 53068001018101ff",
        "6, 53098001018104351234fa",
        "6, 5306800101800101",
        "6, 530480010100",
        "8, 5f3701ff"
    })
    void isNotReadWithAFieldOfAnotherForm(int field, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] whole = Arrays.copyOf(bytes, bytes.length);
        var item = TlvReader.readOne(whole);
        item.ifPresent(tlv -> assertThat(with(field, tlv)).isFalse());
    }

    @Test
    void isNotReadWithFieldsTwiceMissingOrElsewhere() {
        for (int i = 0; i < good.tlv().children().size(); i++) {
            var items = fields();
            Tlv item = items.remove(i);
            assertThat(read(items)).as("without %s", item).isFalse();
            items.add(item);
            assertThat(read(items)).as("%s last", item).isEqualTo(i == 8);
            items.add(i, item);
            assertThat(read(items)).as("%s twice", item).isFalse();
        }
    }

    private List<Tlv> fields() {
        var items = new ArrayList<Tlv>();
        good.tlv().children().forEach(items::add);
        return items;
    }

    private boolean with(int field, Tlv item) {
        var items = fields();
        items.set(field, item);
        return read(items);
    }

    private static boolean read(List<Tlv> items) {
        return Certificate.read(Tlv.of(0x7F21, TlvList.of(items)).bytes()).isPresent();
    }

    @Test
    void isNotReadWithAKeyThatIsNoPoint() {
        byte[] point = P256.write(good.content().key());
        assertThat(P256.read(point)).isPresent();
        byte[] off = point.clone();
        off[64] ^= 1;
        byte[] compressed = point.clone();
        compressed[0] = 2;
        byte[] wide = point.clone();
        Arrays.fill(wide, 1, 33, (byte) 0xFF);
        for (byte[] bad : new byte[][] {off, compressed, wide, new byte[65], new byte[64]}) {
            assertThat(P256.read(bad)).isEmpty();
        }
        byte[] offCurve = good.bytes();
        offCurve[4 + 10 + 4 + 5 + 3 + 7 + 7 + 5 + 3 + 2 + 64] ^= 1;
        assertThat(Certificate.read(offCurve)).isEmpty();
    }

    @Test
    void signsNothingWithAPrivateKeyOutsideTheCurve() {
        assertThatIllegalArgumentException().isThrownBy(() -> P256.privateKey(new byte[32]));
        byte[] all = new byte[32];
        Arrays.fill(all, (byte) 0xFF);
        assertThatIllegalArgumentException().isThrownBy(() -> P256.privateKey(all));
        byte[] one = BigInteger.ONE.shiftLeft(248).toByteArray();
        var signature = P256.sign(P256.privateKey(one), new byte[3], lab.dice());
        assertThat(P256.verify(good.content().key(), new byte[3], signature)).isFalse();
        assertThat(P256.verify(good.content().key(), new byte[3], new byte[64])).isFalse();
        assertThat(P256.verify(good.content().key(), new byte[3], new byte[63])).isFalse();
    }

    private RevocationList revoke(long number, LongStream serials) {
        return lab.vaults()
                .revoke(new RevocationList.Content(number, TODAY, serials.boxed().toList()));
    }

    @Test
    void isNotBelievedOnceRevoked() {
        var first = revoke(1, LongStream.of(ChannelLab.VAULT));
        var trust = lab.trust().knowing(first).orElseThrow();
        assertThat(trust.objection(good, KeyUsage.KEY_AGREEMENT))
                .contains(Distrust.CERTIFICATE_REVOKED);
        assertThat(lab.trust().objection(good, KeyUsage.KEY_AGREEMENT)).isEmpty();
        assertThat(trust.knowing(first)).isEmpty();
        assertThat(trust.knowing(revoke(0, LongStream.empty()))).isEmpty();
        var lifted = trust.knowing(revoke(2, LongStream.empty())).orElseThrow();
        assertThat(lifted.objection(good, KeyUsage.KEY_AGREEMENT)).isEmpty();
    }

    @Test
    void isNotRevokedByAStranger() {
        var other = new ChannelLab(2);
        var forged =
                other.vaults()
                        .revoke(new RevocationList.Content(9, TODAY, List.of(ChannelLab.VAULT)));
        assertThat(lab.trust().knowing(forged)).isEmpty();
        var unknown =
                new Authority(new Identifier("0bad"), P256.generate(lab.dice()), lab.dice())
                        .revoke(new RevocationList.Content(9, TODAY, List.of()));
        assertThat(lab.trust().knowing(unknown)).isEmpty();
    }

    @Test
    void listsNameAtMostSixteenSerials() {
        var full = revoke(RevocationList.NUMBER_MAX, LongStream.range(0, 16));
        assertThat(RevocationList.read(full.bytes())).contains(full).get().hasSameHashCodeAs(full);
        assertThat(RevocationList.read(full.bytes()).orElseThrow().content())
                .isEqualTo(full.content());
        assertThatIllegalArgumentException().isThrownBy(() -> revoke(1, LongStream.range(0, 17)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> revoke(RevocationList.NUMBER_MAX + 1, LongStream.empty()));
        var items = new ArrayList<Tlv>();
        Tlv list = TlvReader.readOne(full.bytes()).orElseThrow();
        list.children().forEach(items::add);
        items.add(3, items.get(3));
        assertThat(RevocationList.read(Tlv.of(0xBF22, TlvList.of(items)).bytes())).isEmpty();
        items.subList(3, 5).clear();
        assertThat(RevocationList.read(Tlv.of(0xBF22, TlvList.of(items)).bytes())).isPresent();
        items.set(3, Tlv.of(0x82, new byte[7]));
        assertThat(RevocationList.read(Tlv.of(0xBF22, TlvList.of(items)).bytes())).isEmpty();
    }

    @Test
    void anAnchorIsWrittenForCards() {
        assertThat(HexFormat.of().formatHex(lab.vaults().anchor().bytes()))
                .startsWith("7f4946b04104")
                .endsWith("f001004202ca01");
    }
}
