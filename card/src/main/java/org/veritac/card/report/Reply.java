// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.jspecify.annotations.Nullable;
import org.veritac.card.tlv.TlvList;

/// What a UICC answers in its proof of receipt.
///
/// @param statusWord of the last instruction, such as 0x9000
/// @param report where a poll asked for one
public record Reply(int statusWord, @Nullable Report report) {
    public Reply {
        if (statusWord < 0 || statusWord > 0xFFFF) {
            throw new IllegalArgumentException("a status word has two octets");
        }
    }

    /// The data of the response packet.
    public byte[] write() {
        var fields = new Fields.Writer().put(0x80, statusWord, 2);
        if (report != null) {
            fields.put(0x81, report.write());
        }
        return fields.bytes();
    }

    /// Reads the data of an authentic response packet.
    public static Reading<Reply> read(byte[] data) {
        TlvList items = Fields.items(data);
        if (items == null) {
            return new Reading.Malformed<>(ReportFlaw.ENCODING);
        }
        Fields fields = Fields.of(items, 0x80, 0x81);
        if (fields == null || !fields.has(0x80)) {
            return new Reading.Malformed<>(ReportFlaw.TAGS);
        }
        if (!fields.fits(0x80, 2)) {
            return new Reading.Malformed<>(ReportFlaw.VALUE);
        }
        int statusWord = (int) fields.number(0x80);
        if (!fields.has(0x81)) {
            return new Reading.Whole<>(new Reply(statusWord, null));
        }
        return switch (Report.read(fields.bytes(0x81))) {
            case Reading.Whole<Report>(Report report) ->
                    new Reading.Whole<>(new Reply(statusWord, report));
            case Reading.Malformed<Report>(ReportFlaw flaw) -> new Reading.Malformed<>(flaw);
        };
    }
}
