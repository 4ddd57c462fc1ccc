// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.card.ota.Counter;
import org.veritac.identity.Imei;

import java.util.Collections;
import java.util.List;

final class InstructionTest {
    private static final Imei IMEI = Imei.of("490154203237518");

    @Test
    void saysWhatIsMeant() {
        var block = new Instruction.Block(new Counter(0x0102), 5, "Stolen");
        var answer = new Instruction.Answer(new Counter(0x0102), true);
        assertThat(Instructions.read(Instructions.write(List.of(answer, block))))
                .isEqualTo(new Reading.Whole<>(List.of(answer, block)));
        var policy = new Instruction.Policy(Mode.STATIC_KEYS, 100, true, false, 3);
        assertThat(Instructions.read(Instructions.write(List.of(policy))))
                .isEqualTo(new Reading.Whole<>(List.of(policy)));
    }

    @Test
    void aPacketHasSomeInstructions() {
        var most = Collections.nCopies(Instructions.COUNT_MAX, new Instruction.Unblock());
        assertThat(Instructions.write(List.copyOf(most))).hasSize(2 * Instructions.COUNT_MAX);
        assertThatThrownBy(() ->
                        Instructions.write(
                                List.copyOf(
                                        Collections.nCopies(
                                                Instructions.COUNT_MAX + 1,
                                                new Instruction.Unblock()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Instructions.write(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsAreShortAndPlain() {
        assertThat(new Instruction.Block(null, 0, "x".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> new Instruction.Block(null, 0, "x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
        for (String strange : List.of("$", "@", "[", "_", "{", "\n", "\u00e4")) {
            assertThat(Instruction.isText(strange)).as(strange).isFalse();
        }
        assertThat(Instruction.isText("Call 0800 12345! (24 h)")).isTrue();
    }

    @Test
    void rangesGoUpAndAreFew() {
        var range = new ImeiRange(IMEI, IMEI);
        assertThat(range.contains(IMEI)).isTrue();
        assertThat(range.contains(new Imei(IMEI.key() + 1))).isFalse();
        assertThat(range.contains(new Imei(IMEI.key() - 1))).isFalse();
        assertThatThrownBy(() -> new ImeiRange(IMEI, new Imei(IMEI.key() - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new Instruction.Pair(Pairing.LISTED, Collections.nCopies(9, range)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReportIsOfOnePiece() {
        var proven = PackedImei.of(IMEI);
        assertThat(proven.imei()).contains(IMEI);
        assertThat(proven.toString()).isEqualTo(IMEI.toString());
        assertThat(PackedImei.read(new byte[8]).toString()).isEqualTo("no IMEI");
        assertThatThrownBy(() -> PackedImei.read(new byte[7]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReplyHasAStatusWord() {
        var reply = new Reply(0x6985, null);
        assertThat(reply.write()).containsExactly(0x80, 0x02, 0x69, 0x85);
        assertThat(Reply.read(reply.write())).isEqualTo(new Reading.Whole<>(reply));
        assertThat(Reply.read(new byte[] {(byte) 0x80, 1, 0x69}))
                .isEqualTo(new Reading.Malformed<>(ReportFlaw.VALUE));
        assertThat(Reply.read(new byte[0])).isEqualTo(new Reading.Malformed<>(ReportFlaw.TAGS));
        assertThat(Reply.read(new byte[] {(byte) 0x80}))
                .isEqualTo(new Reading.Malformed<>(ReportFlaw.ENCODING));
        assertThat(Reply.read(new byte[] {(byte) 0x80, 2, 0x69, 0, (byte) 0x81, 0}))
                .isEqualTo(new Reading.Malformed<>(ReportFlaw.TAGS));
    }
}
