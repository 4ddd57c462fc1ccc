// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever bytes come: what is read has one encoding, which is those bytes.
class TlvFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        switch (TlvReader.read(bytes)) {
            case TlvReader.Reading.Whole(var items) -> assertThat(items.bytes()).isEqualTo(bytes);
            case TlvReader.Reading.Malformed(var flaw, int offset) ->
                    assertThat(offset).as(flaw.name()).isBetween(0, bytes.length);
        }
    }
}
