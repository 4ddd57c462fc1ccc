// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.IOException;
import java.util.Arrays;

/// Whatever a terminal sends: the card answers with a status word, and what it keeps fits its
/// files.
class UiccFuzz {
    private static final int HEADER_BYTES = 5;

    @FuzzTest(maxDuration = "1m")
    void answersAnyCommands(byte[] bytes) throws IOException {
        var small = new SmallCard();
        Uicc card = small.insert();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, HEADER_BYTES + (bytes[at] & 0x1F));
            byte[] answer = card.transmit(Arrays.copyOfRange(bytes, at, at + length));
            assertThat(answer.length).isBetween(2, 65_538);
            at += length;
        }
        for (FilePath path : small.tree().paths()) {
            small.tree()
                    .file(path)
                    .filter(file -> !(file.structure() instanceof Structure.BerTlv))
                    .ifPresent(file ->
                            card.state()
                                    .content(path)
                                    .ifPresent(content ->
                                            assertThat(content.length())
                                                    .isEqualTo(file.structure().size())));
        }
    }
}
