// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

import java.util.Optional;
import java.util.function.Predicate;

/// The query parameters of the equipment-status resource (TS 29.511, table 6.1.3.2.3.1-1).
/// Parameters that the table does not name are ignored; one that it names may come once.
final class Query {
    /// What a query asks.
    sealed interface Reading {
        /// The status of a device.
        record Check(ImeiReading.Whole device, @Nullable Imsi imsi, @Nullable Msisdn msisdn)
                implements Reading {}

        /// Nothing that can be asked: the answer stands already.
        record Settled(Answer answer) implements Reading {}
    }

    private static final String IMSI = "imsi-";
    private static final String MSISDN = "msisdn-";
    private static final String EXTERNAL = "extid-";

    /// TS 29.571 allows an IMSI and an MSISDN 5 to 15 digits each.
    private static final int DIGITS_MIN = 5;

    private static final int DIGITS_MAX = 15;

    private final Parameter pei = new Parameter();
    private final Parameter supi = new Parameter();
    private final Parameter gpsi = new Parameter();
    private final Parameter features = new Parameter();

    private Query() {}

    /// Reads `uri[from, end)`, the part behind the question mark.
    static Reading read(String uri, int from) {
        var query = new Query();
        int at = from;
        while (at < uri.length()) {
            int ampersand = uri.indexOf('&', at);
            int end = ampersand < 0 ? uri.length() : ampersand;
            query.take(uri, at, end);
            at = end + 1;
        }
        return query.reading();
    }

    private void take(String uri, int from, int end) {
        int equals = uri.indexOf('=', from, end);
        int nameEnd = equals < 0 ? end : equals;
        @Nullable String name = Percent.decode(uri, from, nameEnd);
        @Nullable Parameter parameter = name == null ? null : named(name);
        if (parameter != null) {
            parameter.take(Percent.decode(uri, Math.min(nameEnd + 1, end), end));
        }
    }

    private @Nullable Parameter named(String name) {
        return switch (name) {
            case "pei" -> pei;
            case "supi" -> supi;
            case "gpsi" -> gpsi;
            case "supported-features" -> features;
            default -> null;
        };
    }

    private Reading reading() {
        if (pei.isAbsent()) {
            return new Reading.Settled(Answer.PEI_MISSING);
        }
        Pei equipment = pei.value == null ? new Pei.Malformed() : Pei.read(pei.value);
        if (equipment instanceof Pei.Malformed) {
            return new Reading.Settled(Answer.PEI_INCORRECT);
        }
        if (!supi.holds(Query::isSupi)) {
            return new Reading.Settled(Answer.SUPI_INCORRECT);
        }
        if (!gpsi.holds(Query::isGpsi)) {
            return new Reading.Settled(Answer.GPSI_INCORRECT);
        }
        if (!features.holds(Query::isHexadecimal)) {
            return new Reading.Settled(Answer.FEATURES_INCORRECT);
        }
        return switch (equipment) {
            case Pei.Device(var device) -> new Reading.Check(device, imsi(), msisdn());
            case Pei.Address() -> new Reading.Settled(Answer.EQUIPMENT_UNKNOWN);
            case Pei.Malformed() -> new Reading.Settled(Answer.PEI_INCORRECT);
        };
    }

    /// The subscriber; null for a SUPI of another form, and for five digits, which name none.
    private @Nullable Imsi imsi() {
        return supi.value == null || !supi.value.startsWith(IMSI)
                ? null
                : orNull(Imsi.ifValid(supi.value.substring(IMSI.length())));
    }

    private @Nullable Msisdn msisdn() {
        return gpsi.value == null || !gpsi.value.startsWith(MSISDN)
                ? null
                : orNull(Msisdn.ifValid(gpsi.value.substring(MSISDN.length())));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.isPresent() ? value.get() : null;
    }

    /// Type Supi: `imsi-` and digits; any other text is a form that this register does not use.
    private static boolean isSupi(String text) {
        return text.startsWith(IMSI) ? areDigits(text, IMSI.length()) : !text.isEmpty();
    }

    /// Type Gpsi: `msisdn-` and digits, `extid-` and a name with a realm, or any other text.
    private static boolean isGpsi(String text) {
        if (text.startsWith(MSISDN)) {
            return areDigits(text, MSISDN.length());
        }
        if (text.startsWith(EXTERNAL)) {
            int at = text.indexOf('@');
            return at > EXTERNAL.length()
                    && at < text.length() - 1
                    && text.indexOf('@', at + 1) < 0;
        }
        return !text.isEmpty();
    }

    private static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        int count = text.length() - from;
        return count >= DIGITS_MIN && count <= DIGITS_MAX;
    }

    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Percent.hex(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// One parameter while the query is read.
    private static final class Parameter {
        private @Nullable String value;
        private boolean broken;

        void take(@Nullable String text) {
            broken = text == null || value != null || broken;
            value = broken ? null : text;
        }

        /// Not sent, or sent without a value.
        boolean isAbsent() {
            return !broken && (value == null || value.isEmpty());
        }

        /// Not sent, or sent once and well formed.
        boolean holds(Predicate<String> form) {
            return !broken && (value == null || form.test(value));
        }
    }
}
