// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

final class FrameTest {
    private static Frame read(byte[] octets) throws IOException {
        return Frame.read(new ByteArrayInputStream(octets));
    }

    private static byte[] head(int kind, int length) {
        return new byte[] {
            (byte) kind,
            (byte) (length >>> 24),
            (byte) (length >>> 16),
            (byte) (length >>> 8),
            (byte) length
        };
    }

    @Test
    void readsWhatItWrites() throws IOException {
        var request = new Request(List.of("check", "ü", ""), "/tmp", true);
        for (Frame frame :
                List.of(
                        new Frame.Ask(request),
                        new Frame.Cancel(),
                        new Frame.Step("reading", 5, Long.MAX_VALUE),
                        new Frame.End(3))) {
            assertThat(read(frame.encoded())).isEqualTo(frame);
        }
        assertThat(read(new Frame.Out(new byte[] {1, 2}).encoded()))
                .isInstanceOfSatisfying(
                        Frame.Out.class, out -> assertThat(out.octets()).containsExactly(1, 2));
    }

    @Test
    void takesABodyOfTheMostOctetsAndNoLonger() throws IOException {
        byte[] most = new byte[Frame.BODY_BYTES_MAX];
        assertThat(read(new Frame.Out(most).encoded())).isInstanceOf(Frame.Out.class);
        assertThatThrownBy(() -> new Frame.Out(new byte[Frame.BODY_BYTES_MAX + 1]).encoded())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(read(head('O', Frame.BODY_BYTES_MAX + 1))).isInstanceOf(Frame.Garbled.class);
        assertThat(read(head('O', -1))).isInstanceOf(Frame.Garbled.class);
    }

    @Test
    void takesTheMostWordsAndNoMore() throws IOException {
        var most = new Request(Collections.nCopies(Frame.WORDS_MAX, "x"), "/", false);
        var more = new Request(Collections.nCopies(Frame.WORDS_MAX + 1, "x"), "/", false);
        assertThat(read(new Frame.Ask(most).encoded())).isEqualTo(new Frame.Ask(most));
        assertThat(read(new Frame.Ask(more).encoded())).isInstanceOf(Frame.Garbled.class);
    }

    @Test
    void saysWhatIsCutOff() throws IOException {
        byte[] whole = new Frame.Ask(new Request(List.of("check"), "/tmp", false)).encoded();
        assertThat(read(new byte[0])).isEqualTo(new Frame.Gone());
        for (int length = 1; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isInstanceOf(Frame.Garbled.class);
        }
    }

    @Test
    void refusesForeignOctets() throws IOException {
        assertThat(read(head('Z', 0))).isInstanceOf(Frame.Garbled.class);
        assertThat(read(head('X', 0))).isInstanceOf(Frame.Garbled.class);
        byte[] nul = new Frame.Ask(new Request(List.of(), "a\0b", false)).encoded();
        assertThat(read(nul)).isInstanceOf(Frame.Garbled.class);
    }
}
