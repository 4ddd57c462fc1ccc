// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.veritac.identity.Msisdn;

import java.util.Optional;

/// Who sends or receives a short message: digits with the kind of number they are (TS 23.040,
/// clause 9.1.2.5; SMPP 5.2.5 to 5.2.9). Names made of letters are no addresses here, since nobody
/// can answer them.
///
/// @param digits 1 to 20 decimal digits
/// @param typeOfNumber as on the wire: 0 unknown, 1 international, 2 national, 3 network specific
///   (short codes), 4 subscriber number, 6 abbreviated
/// @param numberingPlan as on the wire: 0 unknown, 1 ISDN (E.164), 3, 4, 6, 8, 9, 10
public record Address(String digits, int typeOfNumber, int numberingPlan) {
    public static final int DIGITS_MAX = 20;

    private static final int INTERNATIONAL = 1;
    private static final int NETWORK_SPECIFIC = 3;
    private static final int ISDN = 1;
    private static final int TYPES = 0b101_1111;
    private static final int PLANS = 0b111_0101_1011;
    private static final int MASKED = 4;

    public Address {
        if (!isValid(digits, typeOfNumber, numberingPlan)) {
            throw new IllegalArgumentException("an address has 1 to 20 digits and a known type");
        }
    }

    /// What a peer sent; empty when it is no address that could be answered.
    public static Optional<Address> ifValid(String digits, int typeOfNumber, int numberingPlan) {
        String bare = digits.startsWith("+") ? digits.substring(1) : digits;
        int type = digits.startsWith("+") ? INTERNATIONAL : typeOfNumber;
        return isValid(bare, type, numberingPlan)
                ? Optional.of(new Address(bare, type, numberingPlan))
                : Optional.empty();
    }

    /// A subscriber's number in international form.
    public static Address of(Msisdn subscriber) {
        return new Address(subscriber.digits(), INTERNATIONAL, ISDN);
    }

    /// A number that only this network knows, such as that of a gateway.
    ///
    /// @throws IllegalArgumentException when it is not 1 to 20 digits
    public static Address shortCode(String digits) {
        return new Address(digits, NETWORK_SPECIFIC, 0);
    }

    /// The subscriber who has this number, as far as it can be one. Networks differ in the type
    /// they give to a number that is international, so the type is no condition.
    public Optional<Msisdn> msisdn() {
        return Msisdn.ifValid(digits);
    }

    /// Long numbers are masked, since they may be a subscriber's: this text may stand in a log.
    @Override
    public String toString() {
        return digits.length() <= MASKED
                ? digits
                : digits.substring(0, MASKED) + "*".repeat(digits.length() - MASKED);
    }

    private static boolean isValid(String digits, int typeOfNumber, int numberingPlan) {
        return !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && isIn(TYPES, typeOfNumber)
                && isIn(PLANS, numberingPlan);
    }

    private static boolean isIn(int set, int value) {
        return value >= 0 && value < Integer.SIZE - 1 && (set >> value & 1) == 1;
    }
}
