// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.jspecify.annotations.Nullable;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imsi;

import java.util.Optional;

/// What a UICC found out about the phone it is in.
///
/// @param proven by the vault; null when nothing was proven
/// @param claimed by the operating system; null when it claimed nothing
/// @param vault that proved it, or failed to; null when none answered
/// @param slot of the proven IMEI, 1 or 2; 0 when nothing was proven
/// @param result of the check
/// @param mode in which it was made
/// @param imsi of this UICC; the subscriber is nevertheless whose keys verify
/// @param bootCounter of this UICC, 0 to 2^32 - 1
/// @param blocked whether the operator has blocked the proven phone
/// @param stopped whether the operator has stopped the keys in every phone
public record Report(
        @Nullable PackedImei proven,
        @Nullable PackedImei claimed,
        @Nullable VaultId vault,
        int slot,
        Result result,
        Mode mode,
        Imsi imsi,
        long bootCounter,
        boolean blocked,
        boolean stopped) {
    public static final int SLOTS_MAX = 2;
    static final int TAG = 0xD0;
    private static final int VERSION = 1;
    private static final int BLOCKED = 0b01;
    private static final int STOPPED = 0b10;

    public Report {
        if (slot < 0 || slot > SLOTS_MAX || (proven == null) != (slot == 0)) {
            throw new IllegalArgumentException("a proven IMEI has slot 1 or 2, another none");
        }
        if (proven != null && proven.imei().isEmpty()) {
            throw new IllegalArgumentException("only an IMEI can be proven");
        }
        if (bootCounter < 0 || bootCounter >> 32 != 0) {
            throw new IllegalArgumentException("a boot counter has four octets");
        }
    }

    /// The data of the packet.
    public byte[] write() {
        var fields = new Fields.Writer().put(0x80, VERSION, 1);
        if (proven != null) {
            fields.put(0x81, proven.bytes());
        }
        if (claimed != null) {
            fields.put(0x82, claimed.bytes());
        }
        if (vault != null) {
            fields.put(0x83, vault.bytes());
        }
        if (slot != 0) {
            fields.put(0x84, slot, 1);
        }
        return fields.put(0x85, result.code(), 1)
                .put(0x86, mode.code(), 1)
                .put(0x87, PackedImsi.write(imsi))
                .put(0x88, bootCounter, 4)
                .put(0x89, (blocked ? BLOCKED : 0) | (stopped ? STOPPED : 0), 1)
                .in(TAG);
    }

    /// Reads the data of a packet.
    public static Reading<Report> read(byte[] data) {
        TlvList outer = Fields.items(data);
        if (outer == null) {
            return malformed(ReportFlaw.ENCODING);
        }
        if (!outer.hasTags(TAG)) {
            return malformed(ReportFlaw.TAGS);
        }
        TlvList items = Fields.items(outer.get(0).value());
        return items == null ? malformed(ReportFlaw.ENCODING) : read(items);
    }

    private static Reading<Report> read(TlvList items) {
        Tlv version = items.size() == 0 ? null : items.get(0);
        if (version == null || version.tag() != 0x80) {
            return malformed(ReportFlaw.TAGS);
        }
        if (!version.equals(Tlv.ofByte(0x80, VERSION))) {
            return malformed(ReportFlaw.VERSION);
        }
        var fields = Fields.of(items, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89);
        if (fields == null
                || !fields.has(0x80, 0x85, 0x86, 0x87, 0x88, 0x89)
                || fields.has(0x81) != fields.has(0x84)) {
            return malformed(ReportFlaw.TAGS);
        }
        return haveLengths(fields) ? read(fields) : malformed(ReportFlaw.VALUE);
    }

    private static boolean haveLengths(Fields fields) {
        return fields.fits(0x81, PackedImei.BYTES)
                && fields.fits(0x82, PackedImei.BYTES)
                && fields.fits(0x83, VaultId.BYTES)
                && fields.fits(0x84, 1)
                && fields.fits(0x85, 1)
                && fields.fits(0x86, 1)
                && fields.fits(0x87, PackedImsi.BYTES)
                && fields.fits(0x88, 4)
                && fields.fits(0x89, 1);
    }

    private static Reading<Report> read(Fields fields) {
        PackedImei proven = imei(fields, 0x81);
        long slot = fields.has(0x84) ? fields.number(0x84) : 0;
        Optional<Result> result = Result.ofCode((int) fields.number(0x85));
        Optional<Mode> mode = Mode.ofCode((int) fields.number(0x86));
        Optional<Imsi> imsi = PackedImsi.read(fields.bytes(0x87));
        long state = fields.number(0x89);
        boolean slotted = proven == null || (slot >= 1 && slot <= SLOTS_MAX);
        if (result.isEmpty()
                || mode.isEmpty()
                || imsi.isEmpty()
                || !slotted
                || (proven != null && proven.imei().isEmpty())
                || state > (BLOCKED | STOPPED)) {
            return malformed(ReportFlaw.VALUE);
        }
        return new Reading.Whole<>(
                new Report(
                        proven,
                        imei(fields, 0x82),
                        fields.has(0x83) ? VaultId.ifValid(fields.bytes(0x83)).orElse(null) : null,
                        (int) slot,
                        result.get(),
                        mode.get(),
                        imsi.get(),
                        fields.number(0x88),
                        (state & BLOCKED) != 0,
                        (state & STOPPED) != 0));
    }

    private static @Nullable PackedImei imei(Fields fields, int tag) {
        return fields.has(tag) ? PackedImei.read(fields.bytes(tag)) : null;
    }

    private static Reading<Report> malformed(ReportFlaw flaw) {
        return new Reading.Malformed<>(flaw);
    }
}
