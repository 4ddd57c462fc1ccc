// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A command to a card, in any of the four cases of ISO/IEC 7816-4, clause 5.1. Short where it
/// fits, unless [#extended()] asks for the other form. Immutable.
public final class CommandApdu {
    public static final int HEADER_BYTES = 4;
    public static final int SHORT_DATA_MAX = 255;
    public static final int SHORT_EXPECTED_MAX = 256;
    public static final int DATA_MAX = 65_535;
    public static final int EXPECTED_MAX = 65_536;

    /// Header, extended Lc, data, extended Le.
    public static final int BYTES_MAX = HEADER_BYTES + 3 + DATA_MAX + 2;

    private static final byte[] NONE = {};

    private final int header;
    private final byte[] data;
    private final int expected;
    private final boolean extended;

    private CommandApdu(int header, byte[] data, int expected, boolean extended) {
        this.header = header;
        this.data = data;
        this.expected = expected;
        this.extended = extended;
    }

    /// What came of reading foreign bytes.
    public sealed interface Reading {
        /// The bytes are one command.
        record Whole(CommandApdu command) implements Reading {}

        /// They are not.
        record Malformed(ApduFlaw flaw) implements Reading {}
    }

    /// A command of case 1: no data either way. Each byte is 0 to 255.
    public static CommandApdu of(int cla, int ins, int p1, int p2) {
        for (int part : new int[] {cla, ins, p1, p2}) {
            if (part < 0 || part > 0xFF) {
                throw new IllegalArgumentException("a header is made of bytes");
            }
        }
        return new CommandApdu(cla << 24 | ins << 16 | p1 << 8 | p2, NONE, 0, false);
    }

    /// The same command with data, 0 to 65,535 bytes; none means no Lc.
    public CommandApdu with(byte[] newData) {
        if (newData.length > DATA_MAX) {
            throw new IllegalArgumentException("a command carries at most 65535 bytes");
        }
        return new CommandApdu(header, newData.clone(), expected, extended);
    }

    /// The same command with Le.
    ///
    /// @param bytes the most bytes of data that the response may have, 1 to 65,536; 0 for no Le
    public CommandApdu expecting(int bytes) {
        if (bytes < 0 || bytes > EXPECTED_MAX) {
            throw new IllegalArgumentException("a response carries at most 65536 bytes");
        }
        return new CommandApdu(header, data, bytes, extended);
    }

    /// The same command that asks for whatever there is, up to 256 bytes.
    public CommandApdu expectingAny() {
        return expecting(SHORT_EXPECTED_MAX);
    }

    /// The same command with another class byte.
    public CommandApdu withClass(int cla) {
        if (cla < 0 || cla > 0xFF) {
            throw new IllegalArgumentException("a class is one byte");
        }
        return new CommandApdu((header & 0xFF_FFFF) | cla << 24, data, expected, extended);
    }

    /// The same command with extended lengths, also where short ones would do.
    public CommandApdu extended() {
        return new CommandApdu(header, data, expected, true);
    }

    /// Reads what a stranger sent, to the last byte. Writing the result gives the same bytes again.
    public static Reading read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return new Reading.Malformed(ApduFlaw.TOO_SHORT);
        }
        if (bytes.length > BYTES_MAX) {
            return new Reading.Malformed(ApduFlaw.TOO_LONG);
        }
        int header = number(bytes, 0, 4);
        int body = bytes.length - HEADER_BYTES;
        if (body == 0) {
            return new Reading.Whole(new CommandApdu(header, NONE, 0, false));
        }
        boolean isExtended = body > 1 && bytes[HEADER_BYTES] == 0;
        return isExtended ? readExtended(header, bytes) : readShort(header, bytes);
    }

    private static Reading readShort(int header, byte[] bytes) {
        int first = bytes[HEADER_BYTES] & 0xFF;
        int rest = bytes.length - HEADER_BYTES - 1;
        if (rest == 0) {
            int le = first == 0 ? SHORT_EXPECTED_MAX : first;
            return new Reading.Whole(new CommandApdu(header, NONE, le, false));
        }
        if (rest != first && rest != first + 1) {
            return new Reading.Malformed(ApduFlaw.LENGTHS_DISAGREE);
        }
        byte[] data = Arrays.copyOfRange(bytes, HEADER_BYTES + 1, HEADER_BYTES + 1 + first);
        int le = rest == first ? 0 : bytes[bytes.length - 1] & 0xFF;
        int expected = rest != first && le == 0 ? SHORT_EXPECTED_MAX : le;
        return new Reading.Whole(new CommandApdu(header, data, expected, false));
    }

    private static Reading readExtended(int header, byte[] bytes) {
        int rest = bytes.length - HEADER_BYTES - 3;
        if (rest < 0) {
            return new Reading.Malformed(ApduFlaw.LENGTHS_DISAGREE);
        }
        int first = number(bytes, HEADER_BYTES + 1, 2);
        if (rest == 0) {
            int le = first == 0 ? EXPECTED_MAX : first;
            return new Reading.Whole(new CommandApdu(header, NONE, le, true));
        }
        if (first == 0 || (rest != first && rest != first + 2)) {
            return new Reading.Malformed(ApduFlaw.LENGTHS_DISAGREE);
        }
        byte[] data = Arrays.copyOfRange(bytes, HEADER_BYTES + 3, HEADER_BYTES + 3 + first);
        int le = rest == first ? 0 : number(bytes, bytes.length - 2, 2);
        int expected = rest != first && le == 0 ? EXPECTED_MAX : le;
        return new Reading.Whole(new CommandApdu(header, data, expected, true));
    }

    /// The bytes for the wire, at most [#BYTES_MAX].
    public byte[] bytes() {
        var out = new ByteArrayOutputStream(HEADER_BYTES + 3 + data.length + 2);
        write(out, header, 4);
        boolean wide = isExtended();
        if (data.length > 0) {
            if (wide) {
                out.write(0);
            }
            write(out, data.length, wide ? 2 : 1);
            out.writeBytes(data);
        }
        if (expected > 0) {
            if (wide && data.length == 0) {
                out.write(0);
            }
            write(out, expected, wide ? 2 : 1);
        }
        return out.toByteArray();
    }

    /// Whether lengths are written in the extended form. Never so in case 1, which has none.
    public boolean isExtended() {
        boolean has = data.length > 0 || expected > 0;
        return has && (extended || data.length > SHORT_DATA_MAX || expected > SHORT_EXPECTED_MAX);
    }

    public int cla() {
        return header >>> 24;
    }

    public int ins() {
        return header >>> 16 & 0xFF;
    }

    public int p1() {
        return header >>> 8 & 0xFF;
    }

    public int p2() {
        return header & 0xFF;
    }

    /// A copy of the data, empty in the cases 1 and 2.
    public byte[] data() {
        return data.clone();
    }

    /// The most bytes that the response may have; 0 without Le.
    public int expected() {
        return expected;
    }

    private static int number(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | (bytes[at + i] & 0xFF);
        }
        return number;
    }

    private static void write(ByteArrayOutputStream out, int number, int count) {
        for (int i = count - 1; i >= 0; i--) {
            out.write(number >>> (8 * i));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandApdu that
                && header == that.header
                && expected == that.expected
                && isExtended() == that.isExtended()
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * header + Arrays.hashCode(data);
    }

    /// Header and lengths, never the data: it may be a key or an identity.
    @Override
    public String toString() {
        return "%08X, %d bytes, Le %d".formatted(header, data.length, expected);
    }
}
