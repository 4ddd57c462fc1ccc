// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReassemblyTest {
    private final Reassembly reassembly = new Reassembly();

    private Reassembly.Step add(int stream, String part, boolean complete) {
        byte[] octets = part.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return reassembly.add(stream, octets, octets.length, complete);
    }

    private static String text(Reassembly.Step step) {
        return step instanceof Reassembly.Step.Whole whole
                ? new String(
                        whole.octets(),
                        0,
                        whole.length(),
                        java.nio.charset.StandardCharsets.US_ASCII)
                : step.toString();
    }

    @Test
    void partsOfOneStreamBecomeOneMessage() {
        assertThat(add(0, "ab", false)).isInstanceOf(Reassembly.Step.Partial.class);
        assertThat(text(add(0, "cd", true))).isEqualTo("abcd");
        assertThat(text(add(0, "ef", true))).isEqualTo("ef");
    }

    @Test
    void streamsDoNotMix() {
        add(1, "one", false);
        add(2, "two", false);
        assertThat(text(add(3, "three", true))).isEqualTo("three");
        assertThat(text(add(1, "!", true))).isEqualTo("one!");
        assertThat(text(add(2, "?", true))).isEqualTo("two?");
    }

    @Test
    void aMessageMayBeAsLongAsTheMaximum() {
        byte[] most = new byte[Decoder.MESSAGE_MAX];
        assertThat(reassembly.add(0, most, most.length - 1, false))
                .isInstanceOf(Reassembly.Step.Partial.class);
        assertThat(reassembly.add(0, most, 1, true)).isInstanceOf(Reassembly.Step.Whole.class);
        reassembly.add(0, most, most.length, false);
        assertThat(reassembly.add(0, most, 1, true)).isInstanceOf(Reassembly.Step.Refused.class);
    }

    @Test
    void asManyStreamsAsTheMaximumMayBeUnfinished() {
        for (int i = 0; i < Reassembly.STREAMS_MAX; i++) {
            assertThat(add(i, "x", false)).isInstanceOf(Reassembly.Step.Partial.class);
        }
        assertThat(add(Reassembly.STREAMS_MAX, "x", false))
                .isInstanceOf(Reassembly.Step.Refused.class);
        assertThat(text(add(7, "y", true))).isEqualTo("xy");
    }
}
