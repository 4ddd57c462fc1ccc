// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// What a sender wants of an [Smsc].
sealed interface Order {
    /// It can be done.
    ///
    /// @param validity how long it shall be tried, when the sender said it
    /// @param receipts who wants to know what became of it
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Whole(
            ShortMessage message, Optional<Duration> validity, Stored.@Nullable Wanted receipts)
            implements Order {}

    /// It cannot.
    record Flawed(Refusal why) implements Order {}

    /// Reads a submit_sm of an account.
    static Order of(SubmitSm pdu, String account) {
        var source = Wire.source(pdu);
        var destination = Wire.destination(pdu);
        byte[] userData = Wire.userData(pdu);
        if (source.isEmpty()) {
            return new Flawed(Refusal.SOURCE);
        }
        if (destination.isEmpty()) {
            return new Flawed(Refusal.DESTINATION);
        }
        if (userData.length > ShortMessage.USER_DATA_MAX) {
            return new Flawed(Refusal.LENGTH);
        }
        String period = pdu.getValidityPeriod();
        return new Whole(
                new ShortMessage(source.get(), destination.get(), Wire.format(pdu), userData),
                period == null ? Optional.empty() : Wire.period(period),
                wanted(pdu.getRegisteredDelivery(), account));
    }

    /// SMPP 5.2.17, bits 1 and 0.
    private static Stored.@Nullable Wanted wanted(int registeredDelivery, String account) {
        return switch (registeredDelivery & 3) {
            case 1 -> new Stored.Wanted(account, true);
            case 2 -> new Stored.Wanted(account, false);
            default -> null;
        };
    }
}
