// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// A short message on its way to the service centre (TS 23.040, clause 9.2.2.2). Validity, reply
/// path, the refusal of duplicates and the wish for a status report are read over and not written.
///
/// @param reference TP-MR, 0 to 255
/// @param to TP-DA
/// @param pid TP-PID
/// @param dcs TP-DCS
/// @param content TP-UD
public record SmsSubmit(int reference, SmsAddress to, int pid, int dcs, SmsContent content) {
    /// As it is written: with the longest address and content.
    public static final int BYTES_MAX = 2 + 12 + 2 + 1 + SmsContent.BYTES_MAX;

    private static final int KIND = 0b11;
    private static final int SUBMIT = 0b01;
    private static final int RELATIVE = 0b10;
    private static final int LONG_VALIDITY_BYTES = 7;

    /// The TPDU.
    public byte[] write() {
        var octets = new Octets(BYTES_MAX);
        octets.put(SUBMIT | (content.header().isEmpty() ? 0 : SmsDeliver.HAS_HEADER));
        octets.put(reference);
        to.write(octets);
        octets.put(pid);
        octets.put(dcs);
        content.write(octets);
        return octets.written();
    }

    /// Reads a TPDU from a stranger.
    public static TpduRead<SmsSubmit> read(byte[] tpdu) {
        var from = new OctetReader(tpdu);
        if (from.left() < 2) {
            return new TpduRead.Malformed<>(TpduFlaw.LENGTH);
        }
        int flags = from.next();
        if ((flags & KIND) != SUBMIT) {
            return new TpduRead.Malformed<>(TpduFlaw.KIND);
        }
        int reference = from.next();
        Optional<SmsAddress> address = SmsDeliver.address(from);
        if (address.isEmpty()) {
            return new TpduRead.Malformed<>(TpduFlaw.ADDRESS);
        }
        int validity = validityBytes(flags >> 3 & 0b11);
        if (from.left() < 2 + validity) {
            return new TpduRead.Malformed<>(TpduFlaw.LENGTH);
        }
        int pid = from.next();
        int dcs = from.next();
        from.next(validity);
        boolean hasHeader = (flags & SmsDeliver.HAS_HEADER) != 0;
        Optional<SmsContent> content = SmsContent.read(from, hasHeader, dcs);
        if (content.isEmpty()) {
            return new TpduRead.Malformed<>(TpduFlaw.CONTENT);
        }
        return new TpduRead.Whole<>(
                new SmsSubmit(reference, address.get(), pid, dcs, content.get()));
    }

    private static int validityBytes(int format) {
        if (format == 0) {
            return 0;
        }
        return format == RELATIVE ? 1 : LONG_VALIDITY_BYTES;
    }
}
