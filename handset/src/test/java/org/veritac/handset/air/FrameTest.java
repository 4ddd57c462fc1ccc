// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.Random;

final class FrameTest {
    private static final int HEADS = 4;

    @Test
    void isWrittenAsTheTableSays() {
        Frame frame =
                Frame.of(FrameType.REJECT)
                        .with(Cause.ILLEGAL_ME)
                        .with(Element.REFERENCE, new byte[] {7});
        assertThat(frame.write()).isEqualTo(hex("84 070001 06 0A0001 07"));
        assertThat(Frame.read(frame.write()).orElseThrow().cause()).contains(Cause.ILLEGAL_ME);
    }

    @Test
    void refusesWhatIsNoFrame() {
        assertThat(Frame.read(hex(""))).isEmpty();
        assertThat(Frame.read(hex("7F"))).as("unknown type").isEmpty();
        assertThat(Frame.read(hex("01 7F0000"))).as("unknown element").isEmpty();
        assertThat(Frame.read(hex("01 0100"))).as("cut off in the head").isEmpty();
        assertThat(Frame.read(hex("01 010002 11"))).as("cut off in the value").isEmpty();
        assertThat(Frame.read(hex("01 010000 010000"))).as("an element twice").isEmpty();
    }

    @Test
    void takesTheLongestAndNoLonger() {
        byte[] longest = new byte[Frame.OCTETS_MAX - HEADS];
        Frame frame = Frame.of(FrameType.SMS_SUBMIT).with(Element.TPDU, longest);
        assertThat(Frame.read(frame.write())).isPresent();
        assertThatThrownBy(() ->
                        Frame.of(FrameType.SMS_SUBMIT)
                                .with(Element.TPDU, new byte[longest.length + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] tooLong = new byte[Frame.OCTETS_MAX + 1];
        tooLong[0] = 0x08;
        tooLong[1] = 0x08;
        tooLong[2] = (byte) ((tooLong.length - HEADS) >> 8);
        tooLong[3] = (byte) (tooLong.length - HEADS);
        assertThat(Frame.read(tooLong)).isEmpty();
    }

    @Test
    void readsAnythingWithoutFailingAndWritesWhatItRead() {
        var random = new Random(31);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(12)];
            for (int at = 0; at < octets.length; at++) {
                octets[at] = (byte) random.nextInt(at == 0 ? 256 : 6);
            }
            Frame.read(octets).ifPresent(frame -> assertThat(frame.write()).hasSize(octets.length));
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
