// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.ResponsePacket;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Status;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Instructions;
import org.veritac.card.report.Mode;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Command packets made by the outside's codec: what the UICC accepts, refuses and answers.
final class OverTheAirScenario {
    private static final byte[] NOTHING = {(byte) 0x90, 0x00};
    private static final byte[] STOP = Instructions.write(List.of(new Instruction.StopKeys()));
    private final Operator operator = new Operator(new Counter(10));
    private Phone phone;

    @BeforeEach
    void boot() throws Exception {
        var open = new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0);
        phone = new Phone(Uiccs.personalised(open), null, Uiccs.IMEI);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    private byte[] send(int spi, Tar tar, long counter) throws IOException {
        return operator.send(
                phone, new CommandPacket(Spi.of(spi), tar, new Counter(counter), STOP));
    }

    private Status status(int spi, Tar tar, long counter) throws IOException {
        var packet = new CommandPacket(Spi.of(spi), tar, new Counter(counter), STOP);
        ResponsePacket proof = operator.proof(operator.send(phone, packet), packet);
        assertThat(proof.data()).as("a refusal has no data").isEmpty();
        return proof.status();
    }

    @Test
    void aPacketCountsOnce() throws Exception {
        byte[] packet =
                operator.write(operator.packet(Operator.BY_READER, new Instruction.Unblock()));
        assertThat(Operator.send(phone, packet)).startsWith(0x02, 0x71, 0x00);
        send(Operator.BY_READER, Tar.VERITAC, 12);
        assertThat(status(Operator.BY_READER, Tar.VERITAC, 12)).isEqualTo(Status.COUNTER_LOW);
        phone.uicc.reset();
        assertThat(status(Operator.BY_READER, Tar.VERITAC, 12)).isEqualTo(Status.COUNTER_LOW);
        assertThat(status(Operator.BY_READER, Tar.VERITAC, 0)).isEqualTo(Status.COUNTER_LOW);
    }

    @Test
    void anotherAddressIsRefused() throws Exception {
        assertThat(status(Operator.BY_READER, new Tar(0xB00011), 20)).isEqualTo(Status.TAR_UNKNOWN);
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1219, 0x0219, 0x0619, 0x0E19})
    void lessThanTheMinimumLevelIsRefused(int spi) throws Exception {
        assertThat(status(spi, Tar.VERITAC, 20)).isEqualTo(Status.INSUFFICIENT_SECURITY_LEVEL);
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0019, 0x0419, 0x1419})
    void withoutAChecksumNothingIsSaid(int spi) throws Exception {
        assertThat(send(spi, Tar.VERITAC, 20)).isEqualTo(NOTHING);
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void anExactCounterHasToBeTheNext() throws Exception {
        assertThat(status(0x1E19, Tar.VERITAC, 12)).isEqualTo(Status.COUNTER_HIGH);
        var packet = new CommandPacket(Spi.of(0x1E19), Tar.VERITAC, new Counter(1), STOP);
        assertThat(operator.reply(operator.send(phone, packet), packet).statusWord())
                .isEqualTo(0x9000);
    }

    @Test
    void theLastCounterIsTheLast() throws Exception {
        send(Operator.BY_READER, Tar.VERITAC, Counter.MAX.value());
        assertThat(status(Operator.BY_READER, Tar.VERITAC, 20)).isEqualTo(Status.COUNTER_BLOCKED);
    }

    @Test
    void everyByteOfAPacketCounts() throws Exception {
        byte[] packet =
                operator.write(operator.packet(Operator.BY_READER, new Instruction.StopKeys()));
        for (int at = 0; at < packet.length; at++) {
            byte[] damaged = packet.clone();
            damaged[at] ^= 1;
            byte[] answer = Operator.send(phone, damaged);
            assertThat(answer).as("byte %d", at).isEqualTo(NOTHING);
        }
        for (int length = 1; length < packet.length; length++) {
            assertThat(Operator.send(phone, Arrays.copyOf(packet, length))).isEqualTo(NOTHING);
        }
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(Operator.send(phone, packet)).as("still good").startsWith(0x02, 0x71);
        assertThat(Uiccs.answers(phone)).isFalse();
    }

    @Test
    void keysOfReportsOpenNoCommands() throws Exception {
        var wrong = new PacketCodec(Operator.keys(2, Uiccs.KIC_UP, Uiccs.KID_UP));
        var packet =
                new CommandPacket(Spi.of(Operator.BY_READER), Tar.VERITAC, new Counter(20), STOP);
        assertThat(Operator.send(phone, wrong.write(packet))).isEqualTo(NOTHING);
        var others = new PacketCodec(Operator.keys(1, Uiccs.KIC_UP, Uiccs.KID_UP));
        assertThat(Operator.send(phone, others.write(packet))).isEqualTo(NOTHING);
    }

    @Test
    void aProofBySmsIsAShortMessageToTheGateway() throws Exception {
        CommandPacket packet = operator.packet(Operator.BY_SMS, new Instruction.Poll(false));
        phone.serve(operator.send(phone, packet));
        assertThat(phone.messages).hasSize(1);
        byte[] body = Operator.content(phone.messages.getFirst());
        byte[] answer = new byte[3 + body.length + 2];
        System.arraycopy(body, 0, answer, 3, body.length);
        assertThat(operator.reply(answer, packet).report()).isNotNull();
    }

    @Test
    void noProofWhereNoneIsWanted() throws Exception {
        assertThat(send(0x1600, Tar.VERITAC, 20)).hasSize(2).startsWith(0x91);
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(send(0x161A, Tar.VERITAC, 21)).as("of errors only").hasSize(2);
        assertThat(status(0x161A, Tar.VERITAC, 21)).isEqualTo(Status.COUNTER_LOW);
    }

    @Test
    void aProofInClearHasNoData() throws Exception {
        CommandPacket packet =
                new CommandPacket(
                        Spi.of(0x1609),
                        Tar.VERITAC,
                        new Counter(20),
                        Instructions.write(List.of(new Instruction.Poll(false))));
        ResponsePacket proof = operator.proof(operator.send(phone, packet), packet);
        assertThat(proof.status()).isEqualTo(Status.OK);
        assertThat(proof.data()).isEmpty();
    }

    @Test
    void partsMayComeInAnyOrderAndTwice() throws Exception {
        CommandPacket packet = longPacket(3, 20);
        List<byte[]> envelopes = Operator.envelopes(operator.write(packet));
        assertThat(envelopes.size()).isGreaterThan(1);
        Collections.reverse(envelopes);
        assertThat(phone.uicc(envelopes.getFirst())).isEqualTo(NOTHING);
        byte[] answer = new byte[0];
        for (byte[] envelope : envelopes) {
            answer = phone.uicc(envelope);
        }
        assertThat(operator.reply(answer, packet).statusWord()).isEqualTo(0x9000);
    }

    private static CommandPacket longPacket(int keys, long counter) {
        var all = new Instruction[keys];
        Arrays.fill(all, Operator.vaultKeys(1, 32));
        return new CommandPacket(
                Spi.of(Operator.BY_READER),
                Tar.VERITAC,
                new Counter(counter),
                Instructions.write(List.of(all)));
    }

    @Test
    void fourPartsArePutTogetherAndFiveAreNot() throws Exception {
        CommandPacket four = longPacket(4, 20);
        assertThat(Operator.envelopes(operator.write(four))).hasSize(4);
        byte[] answer = operator.send(phone, four);
        assertThat(operator.reply(answer, four).statusWord()).isEqualTo(0x9000);
        phone.serve(answer);
        CommandPacket five = longPacket(5, 21);
        assertThat(Operator.envelopes(operator.write(five))).hasSize(5);
        assertThat(operator.send(phone, five)).isEqualTo(NOTHING);
    }

    @Test
    void sixteenCommandsAreDoneAndSeventeenAreNot() throws Exception {
        byte[] one = Instructions.write(List.of(new Instruction.Poll(false)));
        for (int count : new int[] {16, 17}) {
            byte[] data = new byte[one.length * count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(one, 0, data, i * one.length, one.length);
            }
            var packet =
                    new CommandPacket(
                            Spi.of(Operator.BY_READER), Tar.VERITAC, new Counter(20 + count), data);
            assertThat(operator.reply(operator.send(phone, packet), packet).statusWord())
                    .isEqualTo(count == 16 ? 0x9000 : 0x6A80);
        }
    }

    @Test
    void theCountersOfReportsNeverRepeat() throws Exception {
        Counter last = Counter.ZERO;
        for (int i = 0; i < 5; i++) {
            phone.boot();
            phone.uicc(Uiccs.GSM_ALGORITHM);
            phone.status();
            Counter next = operator.uplink(phone.messages.getLast()).counter();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void aReportThatCouldNotBeSentIsOfferedTenTimes() throws Exception {
        phone.sendResult = 0x20;
        phone.uicc(Uiccs.GSM_ALGORITHM);
        int offers = 0;
        for (int i = 0; i < 12; i++) {
            byte[] answer = phone.uicc("80F2000C00");
            offers += answer[0] == (byte) 0x91 ? 1 : 0;
            phone.serve(answer);
        }
        assertThat(offers).isEqualTo(10);
        assertThat(phone.messages).isEmpty();
    }

    @Test
    void envelopesOfAnyShapeAreRefusedOrIgnored() throws Exception {
        var random = new Random(7);
        byte[] good = Operator.envelope(new SmsContent(List.of(), new byte[60]));
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            for (int n = 0; n <= i % 4; n++) {
                bad[6 + random.nextInt(bad.length - 7)] = (byte) random.nextInt();
            }
            byte[] answer = phone.uicc(bad);
            assertThat(answer).hasSize(2);
            assertThat(answer[0]).isNotEqualTo((byte) 0x6F);
        }
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    private int statusWord(String hex) throws IOException {
        CommandPacket packet = operator.packet(Operator.BY_READER, new Instruction.Poll(false));
        var raw =
                new CommandPacket(
                        packet.spi(), packet.tar(), packet.counter(), HexFormat.of().parseHex(hex));
        byte[] answer = operator.send(phone, raw);
        int word = operator.reply(answer, raw).statusWord();
        phone.serve(answer);
        return word;
    }

    @Test
    void commandsHaveTheirBounds() throws Exception {
        String range = "35209900176148".repeat(2);
        assertThat(statusWord("C575" + "800100" + "8170" + range.repeat(8))).isEqualTo(0x9000);
        assertThat(statusWord("C58184" + "800100" + "817E" + range.repeat(9))).isEqualTo(0x6A80);
        assertThat(statusWord("C505" + "800103" + "8100")).as("no such pairing").isEqualTo(0x6A80);
        assertThat(statusWord("C202" + "8100")).isEqualTo(0x6A80);
        assertThat(statusWord("C242" + "8240" + "41".repeat(64))).isEqualTo(0x9000);
        assertThat(statusWord("C243" + "8241" + "41".repeat(65))).isEqualTo(0x6A80);
        assertThat(statusWord("C300")).isEqualTo(0x9000);
        assertThat(statusWord("C30100")).isEqualTo(0x6A80);
        assertThat(statusWord("C803" + "800155")).as("no such mode").isEqualTo(0x6A80);
        assertThat(statusWord("C803" + "830102")).isEqualTo(0x6A80);
        assertThat(statusWord("CA00")).as("no such command").isEqualTo(0x6D00);
        assertThat(statusWord("C300" + "CA00" + "C400")).as("ends there").isEqualTo(0x6D00);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void keysOfFourVaultsAreKeptAndTheLeastUsedLeaves() throws Exception {
        String keys =
                "8210" + "1f".repeat(8) + "2e".repeat(8) + "8310" + "3d".repeat(8) + "4c".repeat(8);
        for (int vault = 1; vault <= 5; vault++) {
            String id = "8008" + "%02x".formatted(vault).repeat(8);
            assertThat(statusWord("C631" + id + "810101" + keys)).isEqualTo(0x9000);
        }
        assertThat(statusWord("C60D" + "8008" + "01".repeat(8) + "810101")).isEqualTo(0x6A88);
        for (int vault = 2; vault <= 5; vault++) {
            String id = "8008" + "%02x".formatted(vault).repeat(8);
            assertThat(statusWord("C60D" + id + "810101")).as("forgotten").isEqualTo(0x9000);
            assertThat(statusWord("C60D" + id + "810101")).as("only once").isEqualTo(0x6A88);
        }
    }
}
