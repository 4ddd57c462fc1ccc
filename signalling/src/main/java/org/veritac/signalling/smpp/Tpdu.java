// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.veritac.identity.SemiOctets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Short messages as they go over the air (TS 23.040, clause 9.2.2): SMS-DELIVER is written,
/// SMS-SUBMIT is read. Only user data of whole octets are carried: text in septets has a length
/// that counts septets, and belongs to peers that speak to people.
final class Tpdu {
    private static final int TYPE = 0x03;
    private static final int SUBMIT = 0x01;
    private static final int NO_MORE_MESSAGES = 0x04;
    private static final int HEADER = 0x40;
    private static final int VALIDITY_SHIFT = 3;
    private static final int[] VALIDITY_OCTETS = {0, 7, 1, 7};
    private static final int EXTENSION = 0x80;
    private static final int TYPE_SHIFT = 4;
    private static final int TYPE_MASK = 7;
    private static final int PLAN_MASK = 0xF;

    private Tpdu() {}

    /// An SMS-SUBMIT as it was read.
    ///
    /// @param destination TP-DA
    /// @param format TP-UDHI, TP-PID and TP-DCS
    /// @param userData TP-UD
    @SuppressWarnings("ArrayRecordComponent") // made and used up within the package
    record Submit(Address destination, ShortMessage.Format format, byte[] userData) {}

    /// Whether user data under this coding are whole octets (TS 23.038, clause 4).
    static boolean isInOctets(int dataCoding) {
        int group = dataCoding >> 4;
        if (group < 0b1000) {
            // General and automatic deletion groups, compressed or not: bits 3 and 2.
            int alphabet = dataCoding >> 2 & 3;
            return (dataCoding & 0x20) != 0 || alphabet == 1 || alphabet == 2;
        }
        return group == 0b1110 || (group == 0b1111 && (dataCoding & 0x04) != 0);
    }

    /// An SMS-DELIVER (clause 9.2.2.1); `when` is TP-SCTS, to the second.
    static byte[] deliver(ShortMessage message, Instant when) {
        var tpdu = new ByteArrayOutputStream();
        tpdu.write(NO_MORE_MESSAGES | (message.format().userDataHeader() ? HEADER : 0));
        tpdu.writeBytes(address(message.source()));
        tpdu.write(message.format().protocolId());
        tpdu.write(message.format().dataCoding());
        tpdu.writeBytes(timestamp(when));
        byte[] userData = message.userData();
        tpdu.write(userData.length);
        tpdu.writeBytes(userData);
        return tpdu.toByteArray();
    }

    /// Clause 9.1.2.5: the length counts digits.
    private static byte[] address(Address address) {
        byte[] digits = SemiOctets.write(address.digits());
        return ByteBuffer.allocate(2 + digits.length)
                .put((byte) address.digits().length())
                .put(
                        (byte)
                                (EXTENSION
                                        | address.typeOfNumber() << TYPE_SHIFT
                                        | address.numberingPlan()))
                .put(digits)
                .array();
    }

    /// Clause 9.2.3.11: digits swapped, time zone last, here always 0.
    private static byte[] timestamp(Instant when) {
        var utc = when.atOffset(ZoneOffset.UTC);
        var digits = new StringBuilder();
        int[] fields = {
            utc.getYear() % 100,
            utc.getMonthValue(),
            utc.getDayOfMonth(),
            utc.getHour(),
            utc.getMinute(),
            utc.getSecond(),
            0
        };
        for (int field : fields) {
            digits.append((char) ('0' + field / 10)).append((char) ('0' + field % 10));
        }
        return SemiOctets.write(digits);
    }

    /// Reads an SMS-SUBMIT (clause 9.2.2.2) from a handset; empty when it is none, is cut off, has
    /// octets left over, or carries septets.
    static Optional<Submit> submit(byte[] tpdu) {
        var in = ByteBuffer.wrap(tpdu);
        if (in.remaining() < 4) {
            return Optional.empty();
        }
        int first = in.get();
        in.get(); // TP-MR is between the handset and the network
        Optional<Address> destination = address(in);
        int validity = VALIDITY_OCTETS[first >> VALIDITY_SHIFT & 3];
        if ((first & TYPE) != SUBMIT || destination.isEmpty() || in.remaining() < 3 + validity) {
            return Optional.empty();
        }
        int protocolId = in.get() & 0xFF;
        int dataCoding = in.get() & 0xFF;
        in.position(in.position() + validity);
        int length = in.get() & 0xFF;
        if (!isInOctets(dataCoding)
                || length != in.remaining()
                || length > ShortMessage.USER_DATA_MAX) {
            return Optional.empty();
        }
        byte[] userData = new byte[length];
        in.get(userData);
        var format = new ShortMessage.Format((first & HEADER) != 0, protocolId, dataCoding);
        return destination.map(to -> new Submit(to, format, userData));
    }

    private static Optional<Address> address(ByteBuffer in) {
        int length = in.get() & 0xFF;
        int type = in.get();
        int octets = (length + 1) / 2;
        if (length > Address.DIGITS_MAX || octets > in.remaining()) {
            return Optional.empty();
        }
        byte[] digits = new byte[octets];
        in.get(digits);
        return SemiOctets.read(digits)
                .filter(read -> read.length() == length)
                .flatMap(read ->
                        Address.ifValid(read, type >> TYPE_SHIFT & TYPE_MASK, type & PLAN_MASK));
    }
}
