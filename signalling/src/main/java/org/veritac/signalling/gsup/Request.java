// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.SemiOctets;

import java.util.List;
import java.util.Optional;

/// A GSUP message as far as a register reads it.
final class Request {
    static final int CHECK_IMEI = 0x30;

    /// The last two bits of a type say what the message is; 0 is a request.
    private static final int KIND_MASK = 0x03;

    /// What stands in a message.
    sealed interface Reading {
        /// A device to check.
        record Check(ImeiReading.Whole device, Imsi imsi, List<Element> elements)
                implements Reading {}

        /// A request that cannot be served.
        ///
        /// @param type its type
        /// @param elements as far as they could be read
        record Refused(int type, Cause cause, List<Element> elements) implements Reading {}

        /// Nothing that wants an answer: a result, an error, a report, or no message at all.
        record Unasked() implements Reading {}
    }

    private Request() {}

    /// Reads `bytes[at, end)`.
    static Reading read(byte[] bytes, int at) {
        if (at >= bytes.length || (bytes[at] & KIND_MASK) != 0) {
            return new Reading.Unasked();
        }
        int type = bytes[at] & 0xFF;
        Optional<List<Element>> elements = Element.readAll(bytes, at + 1);
        if (elements.isEmpty()) {
            return new Reading.Refused(type, Cause.PROTOCOL_ERROR, List.of());
        }
        return type == CHECK_IMEI
                ? check(elements.get())
                : new Reading.Refused(type, Cause.MESSAGE_TYPE_NOT_IMPLEMENTED, elements.get());
    }

    private static Reading check(List<Element> elements) {
        if (count(elements, Element.IMEI) > 1 || count(elements, Element.IMSI) > 1) {
            return new Reading.Refused(CHECK_IMEI, Cause.SEMANTICALLY_INCORRECT_MESSAGE, elements);
        }
        var imsi = find(elements, Element.IMSI).flatMap(Request::imsi);
        var imei = find(elements, Element.IMEI).flatMap(Request::imei);
        return imsi.isPresent() && imei.isPresent()
                ? new Reading.Check(imei.get(), imsi.get(), elements)
                : new Reading.Refused(CHECK_IMEI, Cause.INVALID_MANDATORY_INFORMATION, elements);
    }

    static Optional<Element> find(List<Element> elements, int tag) {
        return elements.stream().filter(each -> each.tag() == tag).findFirst();
    }

    private static long count(List<Element> elements, int tag) {
        return elements.stream().filter(each -> each.tag() == tag).count();
    }

    private static Optional<Imsi> imsi(Element element) {
        return SemiOctets.read(element.value()).flatMap(Imsi::ifValid);
    }

    /// An IMEI of 14, 15 or 16 digits behind the number of its octets. Osmocom's own clients send
    /// 14; a fifteenth digit or a software version is no reason to refuse.
    private static Optional<ImeiReading.Whole> imei(Element element) {
        byte[] value = element.value();
        if (value.length < 1 + Imei.DIGITS / 2 || value[0] != value.length - 1) {
            return Optional.empty();
        }
        byte[] digits = new byte[value.length - 1];
        System.arraycopy(value, 1, digits, 0, digits.length);
        return SemiOctets.read(digits)
                .map(ImeiReading::of)
                .filter(ImeiReading.Whole.class::isInstance)
                .map(ImeiReading.Whole.class::cast);
    }
}
