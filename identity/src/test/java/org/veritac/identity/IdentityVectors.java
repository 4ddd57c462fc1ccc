// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.HexFormat;
import java.util.List;

/// The examples that standards and other public documents print, and the cases they forbid.
final class IdentityVectors {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest(name = "TS 23.003 annex B: {0}")
    @MethodSource
    void checkDigits(Case vector) {
        String digits = vector.text("digits");
        int check = vector.number("check");
        assertThat(Luhn.checkDigit(digits)).isEqualTo(check);
        assertThat(Luhn.holds(digits + check)).isTrue();
        assertThat(Luhn.holds(digits + (check + 1) % 10)).isFalse();
        assertThat(Imei.of(digits).checkDigit()).isEqualTo(check);
        assertThat(Imei.of(digits).labelDigits()).isEqualTo(digits + check);
    }

    static List<Case> checkDigits() {
        return VectorFile.cases("vectors/ts-23.003/annex-b/check-digits.txt");
    }

    @ParameterizedTest(name = "TS 23.003 clause 6.2.2: {0}")
    @MethodSource
    void softwareVersions(Case vector) {
        Imeisv read = Imeisv.of(vector.text("text"));
        assertThat(read.imei()).isEqualTo(Imei.of(vector.text("imei")));
        assertThat(read.svn()).isEqualTo(vector.number("svn"));
        assertThat(read.isReserved()).isEqualTo(vector.flag("reserved"));
        assertThat(read.digits()).isEqualTo(vector.text("text"));
    }

    static List<Case> softwareVersions() {
        return VectorFile.cases("vectors/ts-23.003/clause-6/imeisv.txt");
    }

    @ParameterizedTest(name = "ITU-T QTR-RLB-IMEI clause 5.2: {0}")
    @MethodSource
    void printedExamples(Case vector) {
        var imei = new Imei(Tac.of(vector.text("tac")), vector.number("serial"));
        assertThat(ImeiReading.of(vector.text("text")))
                .isEqualTo(
                        new ImeiReading.Whole(
                                imei, vector.number("fifteenth"), vector.number("svn")));
    }

    static List<Case> printedExamples() {
        return VectorFile.cases("vectors/itu-t-qtr-rlb-imei/clause-5.2/examples.txt");
    }

    @ParameterizedTest(name = "ITU-T QTR-RLB-IMEI clause 5.6, nonsense: {0}")
    @MethodSource
    void nonsense(Case vector) {
        String found = Imei.of(vector.text("text")).nonsense().map(Enum::name).orElse("none");
        assertThat(found).isEqualTo(vector.text("nonsense"));
    }

    static List<Case> nonsense() {
        return VectorFile.cases("vectors/itu-t-qtr-rlb-imei/clause-5.6/nonsense.txt");
    }

    @ParameterizedTest(name = "ITU-T QTR-RLB-IMEI clause 5.6, malformed: {0}")
    @MethodSource({"empty", "letters", "lengths"})
    void malformed(Case vector) {
        var flaw = ImeiFlaw.valueOf(vector.text("flaw"));
        String text = vector.text("text");
        assertThat(ImeiReading.of(text)).isEqualTo(new ImeiReading.Malformed(flaw));
        assertThat(Imei.ifValid(text)).isEmpty();
        assertThat(Imeisv.ifValid(text)).isEmpty();
    }

    static List<Case> empty() {
        return VectorFile.cases("vectors/itu-t-qtr-rlb-imei/clause-5.6/invalid/null.txt");
    }

    static List<Case> letters() {
        return VectorFile.cases("vectors/itu-t-qtr-rlb-imei/clause-5.6/invalid/letters.txt");
    }

    static List<Case> lengths() {
        return VectorFile.cases("vectors/itu-t-qtr-rlb-imei/clause-5.6/invalid/length.txt");
    }

    @ParameterizedTest(name = "TS 29.571 Pei: {0}")
    @MethodSource
    void everySpellingIsOneDevice(Case vector) {
        var whole = (ImeiReading.Whole) ImeiReading.of(vector.text("text"));
        assertThat(whole.imei().digits()).isEqualTo("49015420323751");
        assertThat(whole.fifteenth()).isEqualTo(vector.number("fifteenth"));
        assertThat(whole.svn()).isEqualTo(vector.number("svn"));
        assertThat(whole.checkDigitHolds()).isEqualTo(vector.flag("holds"));
    }

    static List<Case> everySpellingIsOneDevice() {
        return VectorFile.cases("vectors/ts-29.571/pei/spellings.txt");
    }

    @ParameterizedTest(name = "ITU-T E.118: {0}")
    @MethodSource
    void iccids(Case vector) {
        String digits = vector.text("digits");
        assertThat(Iccid.of(digits).digits()).isEqualTo(digits);
        assertThat(Iccid.of(digits).checkDigitHolds()).isEqualTo(vector.flag("holds"));
    }

    static List<Case> iccids() {
        return VectorFile.cases("vectors/itu-t-e.118/iccids.txt");
    }

    @ParameterizedTest(name = "TS 29.002 TBCD-STRING: {0}")
    @MethodSource
    void semiOctets(Case vector) {
        byte[] octets = HEX.parseHex(vector.text("octets"));
        assertThat(SemiOctets.read(octets)).contains(vector.text("digits"));
        assertThat(SemiOctets.write(vector.text("digits"))).isEqualTo(octets);
    }

    static List<Case> semiOctets() {
        return VectorFile.cases("vectors/ts-29.002/tbcd/strings.txt");
    }

    @ParameterizedTest(name = "TS 29.002 TBCD-STRING, invalid: {0}")
    @MethodSource
    void semiOctetsThatAreNoDigits(Case vector) {
        assertThat(SemiOctets.read(HEX.parseHex(vector.text("octets")))).isEmpty();
    }

    static List<Case> semiOctetsThatAreNoDigits() {
        return VectorFile.cases("vectors/ts-29.002/tbcd/invalid/signs.txt");
    }
}
