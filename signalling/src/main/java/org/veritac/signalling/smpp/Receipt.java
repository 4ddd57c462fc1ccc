// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// A delivery receipt: what became of a message that was submitted. Its text has the form that
/// appendix B of SMPP 3.4 describes and that everybody writes.
///
/// @param messageId the id that the SMSC gave to the message
/// @param state what became of it
public record Receipt(String messageId, MessageState state) {
    private static final int TEXT_MAX = 254;
    private static final Pattern ID = Pattern.compile("\\bid:(\\S{1,65})");
    private static final Pattern STAT = Pattern.compile("\\bstat:([A-Z]{7})");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    /// Reads the text of a receipt; empty when it names no message or no state.
    static Optional<Receipt> read(byte[] text) {
        if (text.length > TEXT_MAX) {
            return Optional.empty();
        }
        String words = new String(text, StandardCharsets.ISO_8859_1);
        var id = ID.matcher(words);
        var stat = STAT.matcher(words);
        if (!id.find() || !stat.find()) {
            return Optional.empty();
        }
        String messageId = id.group(1);
        return MessageState.ofStat(stat.group(1)).map(state -> new Receipt(messageId, state));
    }

    /// The text, with when the message came and when it was done with.
    byte[] write(Instant submitted, Instant done) {
        boolean delivered = state == MessageState.DELIVERED;
        String text =
                "id:"
                        + messageId
                        + " sub:001 dlvrd:"
                        + (delivered ? "001" : "000")
                        + " submit date:"
                        + MINUTE.format(submitted)
                        + " done date:"
                        + MINUTE.format(done)
                        + " stat:"
                        + state.stat()
                        + " err:000 text:";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
