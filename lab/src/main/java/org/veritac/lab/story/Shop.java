// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.os.Software;
import org.veritac.handset.terminal.Screen;
import org.veritac.handset.terminal.ShortMessages;
import org.veritac.handset.terminal.Terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/// The operator's shop: a reader that hands short messages to a card without any network.
final class Shop {
    private static final byte[] DEVICES = HexFormat.of().parseHex("82028381");
    private static final int SMS_PP_DOWNLOAD = 0xD1;
    private static final int TPDU = 0x8B;
    private static final int SHORT_MAX = 0x7F;

    private Shop() {}

    /// Hands an SMS-DELIVER to a card.
    ///
    /// @param answers takes what the card wants sent
    static void hand(CardLink card, byte[] unit, ShortMessages answers) throws IOException {
        var slot = new UiccSlot(1);
        slot.insert(card);
        Software software = _ -> Optional.empty();
        new Terminal(new Terminal.Parts(slot, null, software, new Screen(), answers))
                .envelope(envelope(unit));
    }

    private static byte[] envelope(byte[] unit) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(DEVICES);
        write(content, TPDU, unit);
        var out = new ByteArrayOutputStream();
        write(out, SMS_PP_DOWNLOAD, content.toByteArray());
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int tag, byte[] value) {
        out.write(tag);
        if (value.length > SHORT_MAX) {
            out.write(0x81);
        }
        out.write(value.length);
        out.writeBytes(value);
    }
}
