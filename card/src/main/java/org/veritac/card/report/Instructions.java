// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.card.channel.KeySet;
import org.veritac.card.ota.Counter;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.vault.OperatorKeys;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imei;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes and reads the data of a packet to a UICC: one instruction or more.
public final class Instructions {
    /// Instructions in one packet.
    public static final int COUNT_MAX = 16;

    private static final int COUNTER_BYTES = 5;
    private static final int IMEI_BYTES = 7;
    private static final int DATE_BYTES = 4;
    private static final Set<Integer> KEY_BYTES = Set.of(16, 32);
    private static final HexFormat HEX = HexFormat.of();

    private Instructions() {}

    /// The data of the packet.
    ///
    /// @throws IllegalArgumentException for none, or more than [#COUNT_MAX]
    public static byte[] write(List<Instruction> instructions) {
        if (instructions.isEmpty() || instructions.size() > COUNT_MAX) {
            throw new IllegalArgumentException("1 to " + COUNT_MAX + " instructions");
        }
        var data = new ByteArrayOutputStream();
        instructions.forEach(instruction -> data.writeBytes(write(instruction)));
        return data.toByteArray();
    }

    private static byte[] write(Instruction instruction) {
        var fields = new Fields.Writer();
        return switch (instruction) {
            case Instruction.Answer answer ->
                    fields.put(0x80, answer.report().octets())
                            .put(0x81, answer.listed() ? 1 : 0, 1)
                            .in(0xC1);
            case Instruction.Block block -> write(block);
            case Instruction.Unblock() -> fields.in(0xC3);
            case Instruction.StopKeys() -> fields.in(0xC4);
            case Instruction.Pair pair ->
                    fields.put(0x80, pair.pairing().code(), 1)
                            .put(0x81, ranges(pair.allowed()))
                            .in(0xC5);
            case Instruction.Keys(VaultId vault, KeySet keys) ->
                    fields.put(0x80, vault.bytes())
                            .put(0x81, keys.version(), 1)
                            .put(0x82, keys.enc().copy())
                            .put(0x83, keys.mac().copy())
                            .put(0x84, keys.dek().copy())
                            .in(0xC6);
            case Instruction.ForgetKeys(VaultId vault, int version) ->
                    fields.put(0x80, vault.bytes()).put(0x81, version, 1).in(0xC6);
            case Instruction.Trust trust -> write(trust);
            case Instruction.Policy policy ->
                    fields.put(0x80, policy.mode().code(), 1)
                            .put(0x81, policy.checkAfter(), 2)
                            .put(0x82, policy.checkBeforeCall() ? 1 : 0, 1)
                            .put(0x83, policy.openWithoutVault() ? 0 : 1, 1)
                            .put(0x84, policy.unansweredMax(), 1)
                            .in(0xC8);
            case Instruction.Poll poll -> fields.put(0x80, poll.newCheck() ? 1 : 0, 1).in(0xC9);
        };
    }

    private static byte[] write(Instruction.Block block) {
        var fields = new Fields.Writer();
        Counter report = block.report();
        if (report != null) {
            fields.put(0x80, report.octets());
        }
        return fields.put(0x81, block.reason(), 1)
                .put(0x82, block.text().getBytes(StandardCharsets.US_ASCII))
                .in(0xC2);
    }

    private static byte[] write(Instruction.Trust trust) {
        var fields = new Fields.Writer();
        Instruction.Authority authority = trust.authority();
        if (authority != null) {
            fields.put(authority.key()).put(authority.id());
        }
        LocalDate date = trust.date();
        String digits =
                "%04d%02d%02d"
                        .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        return fields.put(trust.revocations()).put(0x81, HEX.parseHex(digits)).in(0xC7);
    }

    private static byte[] ranges(List<ImeiRange> ranges) {
        var octets = new ByteArrayOutputStream();
        for (ImeiRange range : ranges) {
            octets.writeBytes(HEX.parseHex(range.first().digits()));
            octets.writeBytes(HEX.parseHex(range.last().digits()));
        }
        return octets.toByteArray();
    }

    /// Reads the data of an authentic packet.
    public static Reading<List<Instruction>> read(byte[] data) {
        TlvList items = Fields.items(data);
        if (items == null) {
            return new Reading.Malformed<>(ReportFlaw.ENCODING);
        }
        if (items.size() > COUNT_MAX) {
            return new Reading.Malformed<>(ReportFlaw.TOO_MANY);
        }
        var instructions = new ArrayList<Instruction>();
        for (Tlv item : items) {
            TlvList inside = item.tag() > 0xFF ? null : Fields.items(item.value());
            if (inside == null) {
                return new Reading.Malformed<>(ReportFlaw.ENCODING);
            }
            switch (read(item.tag(), inside)) {
                case Reading.Whole<Instruction>(Instruction one) -> instructions.add(one);
                case Reading.Malformed<Instruction>(ReportFlaw flaw) -> {
                    return new Reading.Malformed<>(flaw);
                }
            }
        }
        return instructions.isEmpty()
                ? new Reading.Malformed<>(ReportFlaw.TAGS)
                : new Reading.Whole<>(List.copyOf(instructions));
    }

    private static Reading<Instruction> read(int tag, TlvList items) {
        Fields fields = Fields.of(items, tags(tag));
        if (fields == null || !fields.has(required(tag))) {
            return new Reading.Malformed<>(ReportFlaw.TAGS);
        }
        Instruction instruction =
                switch (tag) {
                    case 0xC1 -> answer(fields);
                    case 0xC2 -> block(fields);
                    case 0xC3 -> new Instruction.Unblock();
                    case 0xC4 -> new Instruction.StopKeys();
                    case 0xC5 -> pair(fields);
                    case 0xC6 -> keys(fields);
                    case 0xC7 -> trust(fields);
                    case 0xC8 -> policy(fields);
                    default -> poll(fields);
                };
        return instruction == null
                ? new Reading.Malformed<>(ReportFlaw.VALUE)
                : new Reading.Whole<>(instruction);
    }

    /// The fields of an instruction, in their order.
    private static int[] tags(int tag) {
        return switch (tag) {
            case 0xC1, 0xC5 -> new int[] {0x80, 0x81};
            case 0xC2 -> new int[] {0x80, 0x81, 0x82};
            case 0xC6, 0xC8 -> new int[] {0x80, 0x81, 0x82, 0x83, 0x84};
            case 0xC7 -> new int[] {0x7F49, 0x42, 0xBF22, 0x81};
            case 0xC9 -> new int[] {0x80};
            default -> new int[0];
        };
    }

    /// The fields it cannot do without; for a tag that is none of ours, one that is never there.
    private static int[] required(int tag) {
        return switch (tag) {
            case 0xC1, 0xC5, 0xC8, 0xC9 -> tags(tag);
            case 0xC2 -> new int[] {0x81, 0x82};
            case 0xC3, 0xC4 -> new int[0];
            case 0xC6 -> new int[] {0x80, 0x81};
            case 0xC7 -> new int[] {0x81};
            default -> new int[] {0x80};
        };
    }

    private static @Nullable Instruction answer(Fields fields) {
        boolean fits = fields.fits(0x80, COUNTER_BYTES) && isFlag(fields, 0x81);
        return fits
                ? new Instruction.Answer(Counter.of(fields.bytes(0x80)), fields.number(0x81) == 1)
                : null;
    }

    private static boolean isFlag(Fields fields, int tag) {
        return fields.fits(tag, 1) && fields.number(tag) <= 1;
    }

    private static @Nullable Instruction block(Fields fields) {
        String text = new String(fields.bytes(0x82), StandardCharsets.ISO_8859_1);
        if (!fields.fits(0x80, COUNTER_BYTES)
                || !fields.fits(0x81, 1)
                || text.length() > Instruction.Block.TEXT_MAX
                || !Instruction.isText(text)) {
            return null;
        }
        Counter report = fields.has(0x80) ? Counter.of(fields.bytes(0x80)) : null;
        return new Instruction.Block(report, (int) fields.number(0x81), text);
    }

    private static @Nullable Instruction pair(Fields fields) {
        byte[] octets = fields.bytes(0x81);
        if (!fields.fits(0x80, 1)
                || octets.length % (2 * IMEI_BYTES) != 0
                || octets.length > 2 * IMEI_BYTES * Instruction.Pair.RANGES_MAX) {
            return null;
        }
        var ranges = new ArrayList<ImeiRange>();
        for (int at = 0; at < octets.length; at += 2 * IMEI_BYTES) {
            Optional<Imei> first = imei(octets, at);
            Optional<Imei> last = imei(octets, at + IMEI_BYTES);
            if (first.isEmpty() || last.isEmpty() || first.get().compareTo(last.get()) > 0) {
                return null;
            }
            ranges.add(new ImeiRange(first.get(), last.get()));
        }
        return Pairing.ofCode((int) fields.number(0x80))
                .map(pairing -> new Instruction.Pair(pairing, ranges))
                .orElse(null);
    }

    private static Optional<Imei> imei(byte[] octets, int from) {
        return Imei.ifValid(HEX.formatHex(octets, from, from + IMEI_BYTES));
    }

    private static @Nullable Instruction keys(Fields fields) {
        long version = fields.number(0x81);
        boolean brings = fields.has(0x82, 0x83, 0x84);
        boolean forgets = !fields.has(0x82) && !fields.has(0x83) && !fields.has(0x84);
        Optional<VaultId> vault = VaultId.ifValid(fields.bytes(0x80));
        if (vault.isEmpty()
                || !fields.fits(0x81, 1)
                || version < OperatorKeys.VERSION_MIN
                || version > OperatorKeys.VERSION_MAX
                || brings == forgets) {
            return null;
        }
        if (forgets) {
            return new Instruction.ForgetKeys(vault.get(), (int) version);
        }
        int bytes = fields.bytes(0x82).length;
        if (!KEY_BYTES.contains(bytes) || !fields.fits(0x83, bytes) || !fields.fits(0x84, bytes)) {
            return null;
        }
        var set =
                new KeySet(
                        (int) version,
                        Secret.taking(fields.bytes(0x82)),
                        Secret.taking(fields.bytes(0x83)),
                        Secret.taking(fields.bytes(0x84)));
        return new Instruction.Keys(vault.get(), set);
    }

    private static @Nullable Instruction trust(Fields fields) {
        Optional<LocalDate> date = date(fields.bytes(0x81));
        Tlv key = fields.item(0x7F49);
        Tlv id = fields.item(0x42);
        if (date.isEmpty() || (key == null) != (id == null)) {
            return null;
        }
        var authority = key == null || id == null ? null : new Instruction.Authority(key, id);
        return new Instruction.Trust(authority, fields.item(0xBF22), date.get());
    }

    private static Optional<LocalDate> date(byte[] octets) {
        String digits = HEX.formatHex(octets);
        if (octets.length != DATE_BYTES || !digits.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(digits, 0, 4, 10),
                            Integer.parseInt(digits, 4, 6, 10),
                            Integer.parseInt(digits, 6, 8, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instruction policy(Fields fields) {
        if (!fields.fits(0x80, 1)
                || !fields.fits(0x81, 2)
                || !isFlag(fields, 0x82)
                || !isFlag(fields, 0x83)
                || !fields.fits(0x84, 1)) {
            return null;
        }
        return Mode.ofCode((int) fields.number(0x80))
                .map(mode ->
                        new Instruction.Policy(
                                mode,
                                (int) fields.number(0x81),
                                fields.number(0x82) == 1,
                                fields.number(0x83) == 0,
                                (int) fields.number(0x84)))
                .orElse(null);
    }

    private static @Nullable Instruction poll(Fields fields) {
        return isFlag(fields, 0x80) ? new Instruction.Poll(fields.number(0x80) == 1) : null;
    }
}
