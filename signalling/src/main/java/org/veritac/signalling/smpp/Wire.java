// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageRequest;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Between PDUs as jSMPP has them and short messages.
final class Wire {
    static final int USER_DATA_HEADER = 0x40;
    static final int RECEIPT = 0x04;
    private static final int MESSAGE_TYPE = 0x3C;
    private static final long HOUR_SECONDS = 3600;
    private static final long DAY_SECONDS = 24 * HOUR_SECONDS;
    private static final int DAYS_MAX = 99;
    private static final int PERIOD_CHARACTERS = 16;

    private Wire() {}

    static TypeOfNumber type(Address address) {
        return TypeOfNumber.valueOf((byte) address.typeOfNumber());
    }

    static NumberingPlanIndicator plan(Address address) {
        return NumberingPlanIndicator.valueOf((byte) address.numberingPlan());
    }

    static Optional<Address> source(AbstractSmCommand pdu) {
        return Address.ifValid(pdu.getSourceAddr(), pdu.getSourceAddrTon(), pdu.getSourceAddrNpi());
    }

    static Optional<Address> destination(AbstractSmCommand pdu) {
        return Address.ifValid(pdu.getDestAddress(), pdu.getDestAddrTon(), pdu.getDestAddrNpi());
    }

    static ShortMessage.Format format(MessageRequest pdu) {
        return new ShortMessage.Format(
                (pdu.getEsmClass() & USER_DATA_HEADER) != 0,
                pdu.getProtocolId() & 0xFF,
                pdu.getDataCoding() & 0xFF);
    }

    /// The user data, from short_message or, when that is empty, from message_payload (SMPP
    /// 5.3.2.32).
    static byte[] userData(MessageRequest pdu) {
        byte[] inside = pdu.getShortMessage();
        var payload = pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
        if (inside != null && inside.length > 0) {
            return inside;
        }
        return payload == null ? new byte[0] : payload.getValue();
    }

    /// Whether a deliver_sm tells of a message submitted before (SMPP 5.2.12).
    static boolean isReceipt(DeliverSm pdu) {
        return (pdu.getEsmClass() & MESSAGE_TYPE) == RECEIPT;
    }

    /// The receipt in a deliver_sm: its optional parameters say it better than its text.
    static Optional<Receipt> receipt(DeliverSm pdu) {
        Optional<Receipt> text = Receipt.read(userData(pdu));
        var id = pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        var state = pdu.getOptionalParameter(OptionalParameter.Message_state.class);
        if (id == null || state == null) {
            return text;
        }
        byte[] serial = state.serialize();
        return MessageState.ofCode(serial[serial.length - 1])
                .map(known -> new Receipt(id.getValueAsString(), known))
                .or(() -> text);
    }

    static OptionalParameter[] parameters(Receipt receipt) {
        return new OptionalParameter[] {
            new OptionalParameter.Receipted_message_id(receipt.messageId()),
            new OptionalParameter.Message_state((byte) receipt.state().code())
        };
    }

    /// A validity period from now on (SMPP 7.1.1.2), rounded down to seconds, at most 99 days.
    static String period(Duration validity) {
        long seconds = Math.min(validity.toSeconds(), DAYS_MAX * DAY_SECONDS);
        var text = new StringBuilder("0000");
        long[] fields = {
            seconds / DAY_SECONDS, seconds / HOUR_SECONDS % 24, seconds / 60 % 60, seconds % 60
        };
        for (long field : fields) {
            text.append((char) ('0' + field / 10)).append((char) ('0' + field % 10));
        }
        return text.append("000R").toString();
    }

    /// Reads a period from now on; empty when it is absent, or given as a date: then the centre's
    /// own applies.
    static Optional<Duration> period(String text) {
        byte[] signs = text.getBytes(StandardCharsets.US_ASCII);
        if (signs.length != PERIOD_CHARACTERS || signs[PERIOD_CHARACTERS - 1] != 'R') {
            return Optional.empty();
        }
        int[] fields = new int[PERIOD_CHARACTERS / 2 - 1];
        for (int i = 0; i < fields.length; i++) {
            int tens = signs[2 * i] - '0';
            int ones = signs[2 * i + 1] - '0';
            if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
                return Optional.empty();
            }
            fields[i] = tens * 10 + ones;
        }
        return Optional.of(
                Duration.ofDays(fields[0] * 365L + fields[1] * 30L + fields[2])
                        .plusHours(fields[3])
                        .plusMinutes(fields[4])
                        .plusSeconds(fields[5]));
    }
}
