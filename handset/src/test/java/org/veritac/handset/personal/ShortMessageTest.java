// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/// Records of EF.SMS.
final class ShortMessageTest {
    private static final HexFormat HEX = HexFormat.of();

    /// SMS-DELIVER of "hellohello" as it stands in many descriptions of the format: septets.
    private static final String DELIVER =
            "07917283010010f5040bc87238880900f10000993092516195800ae8329bfd4697d9ec37";

    /// SMS-SUBMIT of the same text, with relative validity.
    private static final String SUBMIT = "0011000b916407281553f80000aa0ae8329bfd4697d9ec37";

    private static ShortMessage message(int status, String pdu) {
        return ShortMessage.of(status, HEX.parseHex(pdu)).orElseThrow();
    }

    @Test
    void givesBackRecordAndPdu() {
        for (String pdu : new String[] {DELIVER, SUBMIT}) {
            ShortMessage message = message(3, pdu);
            assertThat(message.record()).hasSize(ShortMessage.RECORD_BYTES);
            assertThat(message.status()).isEqualTo(3);
            ShortMessage read = ShortMessage.read(message.record()).orElseThrow();
            assertThat(HEX.formatHex(read.pdu())).isEqualTo(pdu);
        }
    }

    /// Text in octets that ends as what fills up a record.
    @Test
    void theMessageEndsWhereItSaysAndNotWhereFillingBegins() {
        String octets = DELIVER.substring(0, 36) + "04993092516195800" + "3ffffff";
        assertThat(HEX.formatHex(message(1, octets).pdu())).isEqualTo(octets);
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThat(ShortMessage.of(0, HEX.parseHex(DELIVER))).isEmpty();
        assertThat(ShortMessage.of(1, HEX.parseHex(DELIVER + "00"))).isEmpty();
        assertThat(ShortMessage.of(1, HEX.parseHex(DELIVER.substring(0, 60)))).isEmpty();
        assertThat(ShortMessage.of(1, new byte[ShortMessage.RECORD_BYTES])).isEmpty();
        assertThat(ShortMessage.read(new byte[ShortMessage.RECORD_BYTES])).isEmpty();
        assertThat(ShortMessage.read(new byte[ShortMessage.RECORD_BYTES - 1])).isEmpty();
        byte[] endless = message(1, DELIVER).record();
        endless[1] = 12;
        assertThat(ShortMessage.read(endless)).isEmpty();
    }
}
