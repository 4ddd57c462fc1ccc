// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.util.Arrays;
import java.util.Optional;

/// A short message as a SIM keeps it: a record of EF.SMS (TS 31.102, clause 4.2.25), 176 bytes:
/// `status(1) service centre(1 to 12) TPDU(up to 164) FF...`. The record travels as it is.
public final class ShortMessage {
    /// The bytes of a record.
    public static final int RECORD_BYTES = 176;

    private static final byte UNUSED = (byte) 0xff;
    private static final int STATUS_FREE = 0;
    private static final int SERVICE_CENTRE_BYTES_MAX = 11;
    private final byte[] record;
    private final int pduBytes;

    private ShortMessage(byte[] record, int pduBytes) {
        this.record = record;
        this.pduBytes = pduBytes;
    }

    /// The record of a message.
    ///
    /// @param status as EF.SMS has it: 1 read, 3 to be read, 5 sent, 7 to be sent
    /// @param pdu service centre and TPDU (TS 23.040, clause 9.2), as a modem gives them
    /// @return empty when the PDU does not fit, or is none
    public static Optional<ShortMessage> of(int status, byte[] pdu) {
        if (pdu.length >= RECORD_BYTES || (status & 1) == 0 || status > 0xff) {
            return Optional.empty();
        }
        byte[] record = new byte[RECORD_BYTES];
        Arrays.fill(record, UNUSED);
        record[0] = (byte) status;
        System.arraycopy(pdu, 0, record, 1, pdu.length);
        return read(record).filter(message -> message.pduBytes == pdu.length);
    }

    /// Reads a record; empty when it is free, or holds no message.
    public static Optional<ShortMessage> read(byte[] record) {
        if (record.length != RECORD_BYTES || (record[0] & 1) == STATUS_FREE) {
            return Optional.empty();
        }
        int centre = record[1] & 0xff;
        if (centre > SERVICE_CENTRE_BYTES_MAX) {
            return Optional.empty();
        }
        int end = new Tpdu(record, 2 + centre).end();
        return end < 0 ? Optional.empty() : Optional.of(new ShortMessage(record.clone(), end - 1));
    }

    /// A copy of the record.
    public byte[] record() {
        return record.clone();
    }

    /// Service centre and TPDU, without what fills up the record.
    public byte[] pdu() {
        return Arrays.copyOfRange(record, 1, 1 + pduBytes);
    }

    public int status() {
        return record[0] & 0xff;
    }

    /// Where a TPDU ends, which its own fields say (TS 23.040, clauses 9.2.2.1 to 9.2.2.3).
    private static final class Tpdu {
        private static final int TYPE = 0x03;
        private static final int DELIVER = 0;
        private static final int SUBMIT = 1;
        private static final int TIME_BYTES = 7;
        private final byte[] bytes;
        private int at;

        Tpdu(byte[] bytes, int from) {
            this.bytes = bytes;
            at = from;
        }

        /// The offset after its last octet, -1 when it does not end in the record.
        int end() {
            int first = next();
            switch (first & TYPE) {
                case DELIVER -> {
                    address();
                    next();
                    text(next(), TIME_BYTES);
                }
                case SUBMIT -> {
                    next();
                    address();
                    next();
                    text(next(), validityBytes(first));
                }
                default -> {
                    // A status report ends before what fills up the record.
                    at = bytes.length;
                    while (bytes[at - 1] == UNUSED) {
                        at--;
                    }
                }
            }
            return at <= bytes.length ? at : -1;
        }

        private int next() {
            int octet = at < bytes.length ? bytes[at] & 0xff : 0;
            at++;
            return octet;
        }

        private void address() {
            int digits = next();
            at += 1 + (digits + 1) / 2;
        }

        /// Validity: none, relative, or one of two forms of seven octets (clause 9.2.3.3).
        private static int validityBytes(int first) {
            return switch (first >> 3 & TYPE) {
                case 0 -> 0;
                case 2 -> 1;
                default -> TIME_BYTES;
            };
        }

        private void text(int coding, int before) {
            at += before;
            int length = next();
            at += isSeptets(coding) ? (7 * length + 7) / 8 : length;
        }

        /// Whether text is in septets (TS 23.038, clause 4).
        private static boolean isSeptets(int coding) {
            if ((coding & 0x80) == 0) {
                return (coding & 0x2c) == 0;
            }
            return (coding & 0xf0) == 0xf0 ? (coding & 0x04) == 0 : (coding & 0xf0) != 0xe0;
        }
    }
}
