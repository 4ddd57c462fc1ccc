// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// A short message on its way to a handset (TS 23.040, clause 9.2.2.1). Loop prevention, reply path
/// and the wish for a status report are read over and not written.
///
/// @param moreMessages whether more are waiting in the service centre
/// @param from TP-OA
/// @param pid TP-PID
/// @param dcs TP-DCS
/// @param time TP-SCTS
/// @param content TP-UD
public record SmsDeliver(
        boolean moreMessages,
        SmsAddress from,
        int pid,
        int dcs,
        ServiceCentreTime time,
        SmsContent content) {
    /// The protocol identifier of what a handset hands to its UICC: (U)SIM data download.
    public static final int PID_DATA_DOWNLOAD = 0x7F;

    /// Eight bits, class 2: meant for the UICC.
    public static final int DCS_CLASS_2 = 0xF6;

    /// With the longest address and content.
    public static final int BYTES_MAX =
            1 + 12 + 2 + ServiceCentreTime.BYTES + 1 + SmsContent.BYTES_MAX;

    private static final int KIND = 0b11;
    private static final int NO_MORE_MESSAGES = 0b100;
    static final int HAS_HEADER = 0b0100_0000;

    /// A message that a handset hands to its UICC (TS 31.115, clause 4).
    public static SmsDeliver toUicc(SmsAddress from, ServiceCentreTime time, SmsContent content) {
        return new SmsDeliver(false, from, PID_DATA_DOWNLOAD, DCS_CLASS_2, time, content);
    }

    /// Whether a handset hands this message to its UICC and shows it to nobody (TS 23.040, clause
    /// 9.2.3.9; TS 31.111, clause 7.1.1).
    public boolean isDataDownload() {
        boolean class2 = (dcs & 0xF3) == 0xF2 || (dcs & 0xF3) == 0x12 || (dcs & 0xF3) == 0x52;
        return (pid == PID_DATA_DOWNLOAD || pid == 0x7C) && class2;
    }

    /// The TPDU.
    public byte[] write() {
        var octets = new Octets(BYTES_MAX);
        octets.put(
                (moreMessages ? 0 : NO_MORE_MESSAGES)
                        | (content.header().isEmpty() ? 0 : HAS_HEADER));
        from.write(octets);
        octets.put(pid);
        octets.put(dcs);
        octets.put(time.octets());
        content.write(octets);
        return octets.written();
    }

    /// Reads a TPDU from a stranger.
    public static TpduRead<SmsDeliver> read(byte[] tpdu) {
        var from = new OctetReader(tpdu);
        if (from.left() < 2) {
            return new TpduRead.Malformed<>(TpduFlaw.LENGTH);
        }
        int flags = from.next();
        if ((flags & KIND) != 0) {
            return new TpduRead.Malformed<>(TpduFlaw.KIND);
        }
        Optional<SmsAddress> address = address(from);
        if (address.isEmpty()) {
            return new TpduRead.Malformed<>(TpduFlaw.ADDRESS);
        }
        if (from.left() < 2 + ServiceCentreTime.BYTES) {
            return new TpduRead.Malformed<>(TpduFlaw.LENGTH);
        }
        int pid = from.next();
        int dcs = from.next();
        var time = ServiceCentreTime.read(from.next(ServiceCentreTime.BYTES));
        Optional<SmsContent> content = SmsContent.read(from, (flags & HAS_HEADER) != 0, dcs);
        if (content.isEmpty()) {
            return new TpduRead.Malformed<>(TpduFlaw.CONTENT);
        }
        boolean more = (flags & NO_MORE_MESSAGES) == 0;
        return new TpduRead.Whole<>(
                new SmsDeliver(more, address.get(), pid, dcs, time, content.get()));
    }

    /// Length in signs, type, signs.
    static Optional<SmsAddress> address(OctetReader from) {
        if (from.left() < 2) {
            return Optional.empty();
        }
        int signs = from.next();
        int type = from.next();
        int bytes = (signs + 1) / 2;
        return bytes > from.left()
                ? Optional.empty()
                : SmsAddress.ifValid(type, from.next(bytes), signs);
    }
}
