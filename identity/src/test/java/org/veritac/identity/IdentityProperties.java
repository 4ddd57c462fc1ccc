// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.LongStream;

/// What holds of every identity and of every text.
final class IdentityProperties {
    private static final int ROUNDS = 200;
    private static final String OTHER_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀᠐０";

    static LongStream seeds() {
        return Seeded.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDeviceIsTheSameInEverySpelling(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Imei imei = random.imei();
            String digits = imei.digits();
            assertThat(digits).hasSize(Imei.DIGITS);
            for (String behind : new String[] {"", random.digits(1), random.digits(2)}) {
                assertThat(Imei.ifValid(digits + behind)).contains(imei);
                assertThat(Imei.ifValid("imei-" + digits + behind)).contains(imei);
                assertThat(Imei.ifValid("imeisv-" + digits + behind)).contains(imei);
            }
            assertThat(new Imei(imei.tac(), imei.serial())).isEqualTo(imei);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCheckDigitFindsEveryWrongDigit(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Imei imei = random.imei();
            assertThat(imei.checkDigit()).isEqualTo(Luhn.checkDigit(imei.digits()));
            var label = new StringBuilder(imei.labelDigits());
            assertThat(Luhn.holds(label)).isTrue();
            int place = random.between(0, Imei.DIGITS);
            int wrong = (label.charAt(place) - '0' + random.between(1, 9)) % 10;
            label.setCharAt(place, (char) ('0' + wrong));
            assertThat(Luhn.holds(label)).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readingAnyTextNeverThrows(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String text = random.text();
            assertThat(ImeiReading.of(text) instanceof ImeiReading.Whole)
                    .as(text)
                    .isEqualTo(text.matches("(imei-|imeisv-)?[0-9]{14,16}"));
            assertThat(Tac.ifValid(text).isPresent()).isEqualTo(text.matches("[0-9]{8}"));
            assertThat(Imsi.ifValid(text).isPresent()).isEqualTo(text.matches("[0-9]{6,15}"));
            assertThat(Msisdn.ifValid(text).isPresent()).isEqualTo(text.matches("\\+?[0-9]{5,15}"));
            assertThat(Iccid.ifValid(text).isPresent()).isEqualTo(text.matches("89[0-9]{16,18}"));
            ImsiRange.ifValid(text)
                    .ifPresent(range -> assertThat(ImsiRange.of(range.digits())).isEqualTo(range));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void digitsOfOtherScriptsAreRefused(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < OTHER_ZEROS.length(); i++) {
            var text = new StringBuilder(random.digits(Imei.DIGITS));
            int place = random.between(0, Imei.DIGITS - 1);
            char foreign = (char) (OTHER_ZEROS.charAt(i) + text.charAt(place) - '0');
            assertThat(Character.isDigit(foreign)).isTrue();
            text.setCharAt(place, foreign);
            assertThat(ImeiReading.of(text)).isEqualTo(new ImeiReading.Malformed(ImeiFlaw.LETTERS));
            assertThat(Imsi.ifValid(text)).isEmpty();
            assertThat(Msisdn.ifValid(text)).isEmpty();
            assertThat(ImsiRange.ifValid(text)).isEmpty();
            assertThat(Luhn.holds(text)).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSubscriberIsTheSameAsDigitsAndAsKey(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Imsi imsi = random.imsi();
            assertThat(Imsi.of(imsi.digits())).isEqualTo(imsi);
            assertThat(Imsi.ofKey(imsi.key())).isEqualTo(imsi);
            assertThat(ImsiRange.of(imsi.digits()).contains(imsi)).isTrue();
            Imsi other = random.imsi();
            assertThat(Integer.signum(imsi.compareTo(other)))
                    .isEqualTo(-Integer.signum(other.compareTo(imsi)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void semiOctetsReadWhatTheyWriteAndAreCanonical(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String digits = random.digits(random.between(0, 20));
            byte[] octets = SemiOctets.write(digits);
            assertThat(octets).hasSize((digits.length() + 1) / 2);
            assertThat(SemiOctets.read(octets)).contains(digits);
            SemiOctets.read(random.octets()).ifPresent(read -> assertThat(read).matches("[0-9]*"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTextForALogShowsAWholeIdentity(long seed) {
        var random = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Imei imei = random.imei();
            assertThat(imei.toString()).isEqualTo(imei.tac() + "******");
            assertThat(new Imeisv(imei, 1).toString()).doesNotContain(imei.digits());
            Imsi imsi = random.imsi();
            assertThat(imsi.toString()).hasSameSizeAs(imsi.digits()).endsWith("*");
            var msisdn = Msisdn.of(random.digits(random.between(5, 15)));
            assertThat(msisdn.toString()).hasSameSizeAs(msisdn.digits()).endsWith("**");
            var iccid = Iccid.of("89" + random.digits(random.between(16, 18)));
            assertThat(iccid.toString()).hasSameSizeAs(iccid.digits()).endsWith("*********");
        }
    }
}
