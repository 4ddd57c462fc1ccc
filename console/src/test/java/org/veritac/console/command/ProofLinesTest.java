// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class ProofLinesTest {
    private static final String DEVICE = "35209900176148";
    private static final String OWNER = "001010123456789";
    private static final String UNTIL = "2026-11-30T00:00:00Z";

    private final List<String> taken = new ArrayList<>();
    private final ProofLines lines =
            new ProofLines((imei, imsi, until) ->
                    taken.add(imei.digits() + " " + imsi.digits() + " " + until));

    private void write(String... texts) throws IOException {
        for (String text : texts) {
            lines.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void takesLinesInWhateverPiecesTheyCome() throws IOException {
        write("imei,", "imsi,until\n" + DEVICE + ",", OWNER + "," + UNTIL, "\n");
        lines.close();
        assertThat(taken).containsExactly(DEVICE + " " + OWNER + " " + UNTIL);
    }

    @Test
    void takesALineOfTheMaximumAndNoLonger() throws IOException {
        String longest = DEVICE + "," + OWNER + "," + Instant.MAX;
        assertThat(longest).hasSize(ProofLines.LINE_MAX);
        write("imei,imsi,until\n", longest, "\n", longest);
        assertThat(taken).hasSize(1);
        assertThatThrownBy(() -> write(" ")).isInstanceOf(IOException.class);
    }

    @Test
    void tellsAFailureOnceMoreWhenItEndsAndNamesNobody() {
        assertThatThrownBy(() -> write("imei,imsi,until\n" + DEVICE + "," + OWNER + ",soon\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(lines::close)
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining(OWNER);
    }

    @Test
    void refusesAnotherHeadAndHalfALine() throws IOException {
        assertThatThrownBy(() -> write("imsi,imei\n")).isInstanceOf(IOException.class);
        var cut = new ProofLines((_, _, _) -> {});
        cut.write("imei,imsi,until".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(cut::close).isInstanceOf(IOException.class);
    }
}
