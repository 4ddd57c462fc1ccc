// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

/// How a card says that a command went: SW1 and SW2 (ISO/IEC 7816-4, clause 5.1.3; TS 102 221,
/// clause 10.2.1).
///
/// @param value 0 to 0xFFFF
public record StatusWord(int value) {
    public static final StatusWord OK = new StatusWord(0x9000);

    /// The host could not be authenticated (SCP03, clause 7.1.2.2).
    public static final StatusWord AUTHENTICATION_FAILED = new StatusWord(0x6300);

    public static final StatusWord WRONG_LENGTH = new StatusWord(0x6700);
    public static final StatusWord SECURITY_STATUS_NOT_SATISFIED = new StatusWord(0x6982);
    public static final StatusWord CONDITIONS_NOT_SATISFIED = new StatusWord(0x6985);

    /// Secure messaging: the MAC of a command is wrong.
    public static final StatusWord WRONG_MAC = new StatusWord(0x6988);

    public static final StatusWord WRONG_DATA = new StatusWord(0x6A80);
    public static final StatusWord NOT_FOUND = new StatusWord(0x6A82);
    public static final StatusWord WRONG_P1_P2 = new StatusWord(0x6A86);
    public static final StatusWord REFERENCED_DATA_NOT_FOUND = new StatusWord(0x6A88);
    public static final StatusWord UNKNOWN_INSTRUCTION = new StatusWord(0x6D00);
    public static final StatusWord UNKNOWN_CLASS = new StatusWord(0x6E00);
    public static final StatusWord NO_DIAGNOSIS = new StatusWord(0x6F00);

    /// What a status word asks of who sent the command.
    public enum Kind {
        /// 9000: done.
        SUCCESS,
        /// 91xx: done, and a proactive command of xx bytes waits (TS 102 221, clause 7.4.2).
        PROACTIVE_COMMAND_PENDING,
        /// 61xx: done, and data waits for GET RESPONSE.
        MORE_DATA,
        /// 62xx, 63xx: done with a remark.
        WARNING,
        /// 6Cxx: to be repeated with Le xx.
        WRONG_EXPECTED_LENGTH,
        /// 64xx to 66xx: broken off while it was executed.
        EXECUTION_ERROR,
        /// 67xx to 6Fxx but 6Cxx: refused before anything was done.
        REFUSAL,
        /// 92xx to 9Fxx, 90xx but 9000: the applications' own.
        PROPRIETARY,
        /// No status word of ISO/IEC 7816-4 starts so.
        INVALID
    }

    public StatusWord {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("a status word has two bytes");
        }
    }

    public int sw1() {
        return value >>> 8;
    }

    public int sw2() {
        return value & 0xFF;
    }

    public Kind kind() {
        if (value == OK.value) {
            return Kind.SUCCESS;
        }
        return switch (sw1()) {
            case 0x91 -> Kind.PROACTIVE_COMMAND_PENDING;
            case 0x61 -> Kind.MORE_DATA;
            case 0x62, 0x63 -> Kind.WARNING;
            case 0x6C -> Kind.WRONG_EXPECTED_LENGTH;
            case 0x64, 0x65, 0x66 -> Kind.EXECUTION_ERROR;
            case 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6D, 0x6E, 0x6F -> Kind.REFUSAL;
            default -> sw1() >>> 4 == 9 ? Kind.PROPRIETARY : Kind.INVALID;
        };
    }

    /// Whether this is 9000.
    public boolean isOk() {
        return value == OK.value;
    }

    @Override
    public String toString() {
        return "SW %04X".formatted(value);
    }
}
