// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.StatusWord;
import org.veritac.card.trial.Dice;
import org.veritac.card.trial.Seeded;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class Scp03Test {
    private static final byte[] KEYS = new Seeded(1).bytes(48);
    private static final CommandApdu STORE = CommandApdu.of(0x80, 0xE2, 0, 1).with(new byte[20]);

    private static SecondCard card() {
        return new SecondCard(1, KEYS, new Seeded(2).bytes(8));
    }

    private static Opening open(SecondCard card, Scp03.Wish wish) throws IOException {
        return new Scp03(Dice.seeded(3)).open(card, KeySet.of(1, KEYS), wish);
    }

    private static SecureLink link(SecondCard card) throws IOException {
        return ((Opening.Open) open(card, Scp03.Wish.full(1))).link();
    }

    /// A card whose answer to one instruction is changed on its way.
    private static SecondCard changing(int ins, UnaryOperator<byte[]> change) {
        return new SecondCard(1, KEYS, new Seeded(2).bytes(8)) {
            @Override
            protected byte[] tamper(CommandApdu command, byte[] answer) {
                return command.ins() == ins ? change.apply(answer) : answer;
            }
        };
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest
    @EnumSource(SecurityLevel.class)
    void talksAtEachLevelWithEachLengthOfKeyAndMac(SecurityLevel level) throws IOException {
        for (int bytes : new int[] {48, 72, 96}) {
            for (MacSize size : MacSize.values()) {
                byte[] keys = new Seeded(bytes).bytes(bytes);
                var card = new SecondCard(5, keys, new Seeded(2).bytes(size.bytes()));
                var scp03 = new Scp03(Dice.seeded(3));
                var wish = new Scp03.Wish(5, level, size);
                var opened = (Opening.Open) scp03.open(card, KeySet.of(5, keys), wish);
                for (int length : new int[] {0, 1, 16, 300}) {
                    byte[] data = new Seeded(length).bytes(length);
                    var outcome = opened.link().exchange(STORE.with(data));
                    assertThat(((Outcome.Answer) outcome).response().data()).isEqualTo(data);
                }
            }
        }
    }

    @Test
    void doesNotBelieveACardWithoutTheKey() throws IOException {
        var card = new SecondCard(1, new byte[48], new byte[8]);
        assertThat(open(card, Scp03.Wish.full(1)))
                .isEqualTo(new Opening.Distrusted(Distrust.CARD_CRYPTOGRAM));
        assertThat(card.commands()).hasSize(1);
    }

    @Test
    void asksForTheKeysOfTheCardThatAnswers() throws IOException {
        var scp03 = new Scp03(Dice.seeded(3));
        var opening =
                scp03.open(
                        card(),
                        (diversification, version) -> {
                            assertThat(diversification).hasSize(10);
                            assertThat(version).isEqualTo(1);
                            return Optional.empty();
                        },
                        Scp03.Wish.full(0));
        assertThat(opening).isEqualTo(new Opening.Distrusted(Distrust.NO_KEYS));
    }

    @ParameterizedTest(name = "with a hello of {0}")
    @ValueSource(strings = {"9000", "000000000000000000000103609000"})
    void refusesAHelloThatIsTooShort(String hello) throws IOException {
        var card = changing(0x50, answer -> hex(hello));
        assertThat(open(card, Scp03.Wish.full(1)))
                .isEqualTo(new Opening.Distrusted(Distrust.MALFORMED_ANSWER));
    }

    @ParameterizedTest(name = "byte {0} of the hello")
    @ValueSource(ints = {10, 11, 12})
    void refusesAnotherVersionProtocolOrLength(int at) throws IOException {
        var card = changing(0x50, answer -> flip(answer, at));
        assertThat(open(card, Scp03.Wish.full(1)))
                .isEqualTo(new Opening.Distrusted(Distrust.OTHER_PROTOCOL));
    }

    @Test
    void refusesACardThatCannotProtectResponses() throws IOException {
        var card =
                changing(
                        0x50,
                        answer -> {
                            answer[12] = 0x20;
                            return answer;
                        });
        assertThat(open(card, Scp03.Wish.full(1)))
                .isEqualTo(new Opening.Distrusted(Distrust.OTHER_PROTOCOL));
    }

    @Test
    void opensOnNoByteFlippedOfTheHello() throws IOException {
        for (int i = 10; i < 13 + 16 + 2; i++) {
            int at = i;
            var card = changing(0x50, answer -> flip(answer, at));
            assertThat(open(card, Scp03.Wish.full(1))).isNotInstanceOf(Opening.Open.class);
        }
    }

    @Test
    void saysAtWhichStepTheCardRefused() throws IOException {
        assertThat(open(changing(0x50, answer -> hex("6a88")), Scp03.Wish.full(1)))
                .isEqualTo(
                        new Opening.Refused(
                                Opening.Step.INITIALIZE_UPDATE,
                                StatusWord.REFERENCED_DATA_NOT_FOUND));
        assertThat(open(changing(0x82, answer -> hex("6300")), Scp03.Wish.full(1)))
                .isEqualTo(
                        new Opening.Refused(
                                Opening.Step.EXTERNAL_AUTHENTICATE,
                                StatusWord.AUTHENTICATION_FAILED));
    }

    @Test
    void breaksForEverOnAnyByteFlippedOfAnAnswer() throws IOException {
        int length = 32 + 8;
        for (int i = 0; i < length; i++) {
            int at = i;
            var link = link(changing(0xE2, answer -> flip(answer, at)));
            assertThat(link.exchange(STORE))
                    .isEqualTo(new Outcome.Broken(Outcome.Breach.RESPONSE_MAC));
            assertThat(link.isClosed()).isTrue();
            assertThat(link.exchange(STORE)).isEqualTo(new Outcome.Broken(Outcome.Breach.CLOSED));
        }
    }

    @Test
    void breaksOnAnotherWarningThanTheCardsStatus() throws IOException {
        var link =
                link(
                        changing(
                                0xE2,
                                answer -> {
                                    answer[answer.length - 2] = 0x63;
                                    return answer;
                                }));
        assertThat(link.exchange(STORE)).isEqualTo(new Outcome.Broken(Outcome.Breach.RESPONSE_MAC));
    }

    @Test
    void breaksWhenTheMacIsLeftOut() throws IOException {
        assertThat(link(changing(0xE2, answer -> hex("9000"))).exchange(STORE))
                .isEqualTo(new Outcome.Broken(Outcome.Breach.RESPONSE_MAC));
        assertThat(link(changing(0xE2, a -> Arrays.copyOfRange(a, 8, a.length))).exchange(STORE))
                .isEqualTo(new Outcome.Broken(Outcome.Breach.RESPONSE_MAC));
    }

    @Test
    void breaksOnAnAnswerOfBefore() throws IOException {
        var first = new byte[1][];
        var link =
                link(
                        changing(
                                0xE2,
                                answer -> {
                                    first[0] = first[0] == null ? answer : first[0];
                                    return first[0];
                                }));
        assertThat(link.exchange(STORE)).isInstanceOf(Outcome.Answer.class);
        assertThat(link.exchange(STORE)).isEqualTo(new Outcome.Broken(Outcome.Breach.RESPONSE_MAC));
    }

    @Test
    void passesOnARefusalWithoutBelievingIt() throws IOException {
        var link = link(changing(0xE2, answer -> hex("6a80")));
        assertThat(link.exchange(STORE)).isEqualTo(new Outcome.Refused(StatusWord.WRONG_DATA));
        assertThat(link.isClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6982", "6988"})
    void closesWithTheCard(String status) throws IOException {
        var link = link(changing(0xE2, answer -> hex(status)));
        assertThat(link.exchange(STORE)).isInstanceOf(Outcome.Refused.class);
        assertThat(link.isClosed()).isTrue();
    }

    @Test
    void breaksOnARefusalWithData() throws IOException {
        assertThat(link(changing(0xE2, answer -> hex("016a80"))).exchange(STORE))
                .isEqualTo(new Outcome.Broken(Outcome.Breach.DATA_WITHOUT_MAC));
    }

    @Test
    void closesWhenTheWireBreaks() throws IOException {
        var link = link(changing(0xE2, answer -> hex("90")));
        assertThatIOException().isThrownBy(() -> link.exchange(STORE));
        assertThat(link.isClosed()).isTrue();
    }

    @Test
    void forgetsItsKeysWhenClosed() throws IOException {
        var link = link(card());
        var key = Secret.of(new byte[16]);
        assertThat(link.encipherKey(key)).hasSize(16);
        assertThat(link.encipherKey(Secret.of(new byte[24]))).hasSize(32);
        link.close();
        assertThat(link.exchange(STORE)).isEqualTo(new Outcome.Broken(Outcome.Breach.CLOSED));
        assertThatIllegalStateException().isThrownBy(() -> link.encipherKey(key));
    }

    @Test
    void takesAsMuchDataAsACommandHolds() throws IOException {
        var link = link(card());
        var full = STORE.with(new byte[SecureLink.DATA_MAX]);
        assertThat(link.exchange(full)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> link(card()).exchange(STORE.with(new byte[SecureLink.DATA_MAX + 1])));
    }

    @Test
    void marksFurtherClassesInTheirOwnWay() throws IOException {
        var card = card();
        var link = link(card);
        var outcome = link.exchange(STORE.withClass(0xC1));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(card.commands().getLast()).startsWith("e1");
    }

    @Test
    void refusesKeysThatAreNoKeySet() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeySet.of(1, new byte[47]));
        assertThatIllegalArgumentException().isThrownBy(() -> KeySet.of(0x80, new byte[48]));
        assertThatIllegalArgumentException().isThrownBy(() -> KeySet.of(-1, new byte[48]));
        assertThatIllegalArgumentException().isThrownBy(() -> Scp03.Wish.full(0x80));
        assertThat(KeySet.of(0x30, new byte[96])).hasToString("key set 30, AES-256");
    }

    @Test
    void derivesAsMuchAsACounterOfOneByteCounts() {
        var key = Secret.of(new byte[16]);
        assertThat(Kdf.derive(key, new byte[12], new byte[0], 4080).length()).isEqualTo(4080);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kdf.derive(key, new byte[12], new byte[0], 4081));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kdf.derive(key, new byte[11], new byte[0], 16));
        assertThat(Kdf.x963(new byte[1], new byte[0], 8160).length()).isEqualTo(8160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kdf.x963(new byte[1], new byte[0], 8161));
    }
}
