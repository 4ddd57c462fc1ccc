// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.StatusWord;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

final class Scp11Test {
    private final ChannelLab lab = new ChannelLab(1);

    private Opening mutual(SecondCard card) throws IOException {
        return new Scp11(lab.dice()).openMutual(card, lab.trust(), lab.host(), Scp11.Keys.VAULT);
    }

    private Opening oneWay(SecondCard card) throws IOException {
        return new Scp11(lab.dice()).openOneWay(card, lab.trust(), Scp11.Keys.VAULT);
    }

    /// A card whose answer to one instruction is changed on its way.
    private SecondCard changing(int ins, UnaryOperator<byte[]> change) {
        return lab.equip(
                new SecondCard(1, new byte[48], new byte[8]) {
                    @Override
                    protected byte[] tamper(CommandApdu command, byte[] answer) {
                        return command.ins() == ins ? change.apply(answer) : answer;
                    }
                });
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void opensInBothVariants() throws IOException {
        for (Opening opening : new Opening[] {mutual(lab.card()), oneWay(lab.card())}) {
            var link = ((Opening.Open) opening).link();
            var outcome =
                    link.exchange(CommandApdu.of(0x80, 0xCA, 0xDF, 0x21).with(new byte[] {7}));
            assertThat(((Outcome.Answer) outcome).response().data()).containsExactly(7);
        }
    }

    @ParameterizedTest
    @CsvSource({"CA, GET_DATA", "2A, PERFORM_SECURITY_OPERATION", "82, MUTUAL_AUTHENTICATE"})
    void saysAtWhichStepTheCardRefused(String ins, Opening.Step step) throws IOException {
        var card = changing(HexFormat.fromHexDigits(ins), answer -> hex("6982"));
        assertThat(mutual(card))
                .isEqualTo(new Opening.Refused(step, StatusWord.SECURITY_STATUS_NOT_SATISFIED));
    }

    @Test
    void saysThatTheOneWayVariantWasRefused() throws IOException {
        assertThat(oneWay(changing(0x88, answer -> hex("6982"))))
                .isEqualTo(
                        new Opening.Refused(
                                Opening.Step.INTERNAL_AUTHENTICATE,
                                StatusWord.SECURITY_STATUS_NOT_SATISFIED));
    }

    @Test
    void doesNotBelieveACopiedCertificate() throws IOException {
        var card = lab.card();
        card.fixedKey = BigInteger.TEN;
        assertThat(mutual(card)).isEqualTo(new Opening.Distrusted(Distrust.RECEIPT));
        assertThat(oneWay(card)).isEqualTo(new Opening.Distrusted(Distrust.RECEIPT));
    }

    @Test
    void doesNotBelieveTheCardOfAnotherAuthority() throws IOException {
        var other = new ChannelLab(2);
        assertThat(mutual(other.card()))
                .isEqualTo(new Opening.Distrusted(Distrust.CERTIFICATE_SIGNATURE));
    }

    @Test
    void opensOnNoByteFlippedOfTheCertificate() throws IOException {
        int length = lab.card().certificateStore.length;
        for (int i = 0; i < length; i++) {
            int at = i;
            var opening = oneWay(changing(0xCA, answer -> flip(answer, at)));
            assertThat(opening).as("byte %d", at).isInstanceOf(Opening.Distrusted.class);
        }
    }

    @Test
    void opensOnNoByteFlippedOfTheAgreement() throws IOException {
        for (int i = 0; i < 3 + 65 + 2 + 16; i++) {
            int at = i;
            var opening = oneWay(changing(0x88, answer -> flip(answer, at)));
            assertThat(opening).as("byte %d", at).isInstanceOf(Opening.Distrusted.class);
        }
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() throws IOException {
        assertThat(oneWay(changing(0x88, answer -> flip(answer, 10))))
                .isEqualTo(new Opening.Distrusted(Distrust.INVALID_POINT));
    }

    @ParameterizedTest
    @CsvSource({"9000", "5f4900" + "9000", "5f49008600" + "9000", "86005f4900" + "9000"})
    void refusesAnAnswerOfAnotherForm(String answer) throws IOException {
        assertThat(oneWay(changing(0x88, before -> hex(answer))))
                .isInstanceOf(Opening.Distrusted.class);
    }

    @Test
    void refusesACertificateStoreOfAnotherForm() throws IOException {
        for (String store : new String[] {"9000", "bf21009000", "bf21027f219000"}) {
            assertThat(oneWay(changing(0xCA, before -> hex(store))))
                    .isEqualTo(new Opening.Distrusted(Distrust.CERTIFICATE_MALFORMED));
        }
    }
}
