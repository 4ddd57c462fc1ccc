// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Who may do something with a file (TS 102 221, clause 9.2.7, expanded format; ISO/IEC 7816-4,
/// clause 5.4.3).
sealed interface Condition {
    record Always() implements Condition {}

    record Never() implements Condition {}

    /// Who has presented a PIN.
    record Presented(int reference) implements Condition {}

    /// Who meets one of them.
    record Any(List<Condition> conditions) implements Condition {}

    /// Who meets each of them.
    record All(List<Condition> conditions) implements Condition {}

    /// What may be done.
    enum Operation {
        READ(0x01, 0xB0),
        UPDATE(0x02, 0xD6),
        DEACTIVATE(0x08, 0x04),
        ACTIVATE(0x10, 0x44),
        INCREASE(0x00, 0x32);

        private final int bit;
        private final int instruction;

        Operation(int bit, int instruction) {
            this.bit = bit;
            this.instruction = instruction;
        }

        private boolean isMeantBy(Tlv mode) {
            byte[] value = mode.value();
            return switch (mode.tag()) {
                case MODE -> value.length == 1 && (value[0] & bit) != 0;
                case INSTRUCTION -> value.length >= 1 && (value[0] & 0xFF) == instruction;
                default -> false;
            };
        }
    }

    int MODE = 0x80;
    int INSTRUCTION = 0x84;
    int ALWAYS = 0x90;
    int NEVER = 0x97;
    int AUTHENTICATION = 0xA4;
    int ANY = 0xA0;
    int ALL = 0xAF;
    int REFERENCE = 0x83;

    /// What a record of an EF_ARR demands for an operation. A record that cannot be read, or does
    /// not speak of the operation, allows it to nobody.
    static Condition read(byte[] record, Operation operation) {
        int end = record.length;
        while (end > 0 && record[end - 1] == (byte) 0xFF) {
            end--;
        }
        return switch (TlvReader.read(Arrays.copyOf(record, end))) {
            case TlvReader.Reading.Whole(var items) -> read(items, operation);
            case TlvReader.Reading.Malformed _ -> new Never();
        };
    }

    private static Condition read(TlvList items, Operation operation) {
        var found = new ArrayList<Condition>();
        boolean meant = false;
        for (Tlv item : items) {
            if ((item.tag() & 0xF0) == MODE) {
                meant = operation.isMeantBy(item);
            } else if (meant) {
                found.add(of(item));
            }
        }
        return new Any(found);
    }

    private static Condition of(Tlv item) {
        return switch (item.tag()) {
            case ALWAYS -> new Always();
            case NEVER -> new Never();
            case AUTHENTICATION ->
                    item.children()
                            .only(REFERENCE)
                            .filter(reference -> reference.length() == 1)
                            .<Condition>map(reference -> new Presented(reference.value()[0] & 0xFF))
                            .orElseGet(Never::new);
            case ANY -> new Any(inside(item));
            case ALL -> item.children().size() == 0 ? new Never() : new All(inside(item));
            default -> new Never();
        };
    }

    private static List<Condition> inside(Tlv item) {
        var conditions = new ArrayList<Condition>();
        for (Tlv child : item.children()) {
            conditions.add(of(child));
        }
        return conditions;
    }

    /// The level of TS 51.011, clause 9.3: 0 always, 1 CHV1, 2 CHV2, 4 to 14 administrative, 15
    /// never; of several the easiest.
    default int level() {
        return switch (this) {
            case Always() -> 0;
            case Never() -> 0xF;
            case Presented(var reference) -> level(reference);
            case Any(var conditions) ->
                    conditions.stream().mapToInt(Condition::level).min().orElse(0xF);
            case All(var conditions) ->
                    conditions.stream().mapToInt(Condition::level).max().orElse(0xF);
        };
    }

    private static int level(int reference) {
        return switch (reference) {
            case 0x01 -> 1;
            case 0x81 -> 2;
            case 0x0A -> 4;
            default -> 5;
        };
    }
}
