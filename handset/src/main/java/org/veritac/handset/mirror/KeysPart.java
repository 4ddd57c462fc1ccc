// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.veritac.card.Secret;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.profile.AkaParameters;
import org.veritac.subscription.profile.AkaParameters.Kind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The part with keys (docs/token-interface.md, section 3): first what a token that is no more than
/// a chip needs for an answer, then the package's elements with keys. Where nothing stands first a
/// token looks into the elements, or only carries them.
///
/// ```
/// 01 K(16) OPc(16) elements   Milenage with the constants of TS 35.206
/// 03 K(16) elements           the test algorithm, RES of 8 bytes; 04: of 16
/// 00 elements                 any other algorithm, or several keys
/// ```
final class KeysPart {
    private static final byte OTHER = 0;
    private static final byte MILENAGE = 1;
    private static final byte TEST = 3;
    private static final byte TEST_WHOLE = 4;
    private static final int KEY_BYTES = 16;
    private static final int SHORT_RES_BYTES = 8;
    private static final int LONG_RES_BYTES = 16;

    private KeysPart() {}

    /// The part, which the caller closes.
    ///
    /// @param elements as PackageParts gives them
    /// @param aka what the applications of the package authenticate with
    static Secret of(Secret elements, List<AkaParameters> aka) {
        byte form = form(aka);
        byte[] tail = elements.copy();
        byte[] k = form == OTHER ? new byte[0] : aka.getFirst().k().copy();
        byte[] opc = form == MILENAGE ? aka.getFirst().opc().copy() : new byte[0];
        byte[] part = new byte[1 + k.length + opc.length + tail.length];
        part[0] = form;
        System.arraycopy(k, 0, part, 1, k.length);
        System.arraycopy(opc, 0, part, 1 + k.length, opc.length);
        System.arraycopy(tail, 0, part, 1 + k.length + opc.length, tail.length);
        for (byte[] bytes : List.of(k, opc, tail)) {
            Arrays.fill(bytes, (byte) 0);
        }
        return Secret.taking(part);
    }

    private static byte form(List<AkaParameters> aka) {
        if (aka.isEmpty() || !aka.stream().allMatch(each -> isSame(each, aka.getFirst()))) {
            return OTHER;
        }
        return switch (aka.getFirst().kind()) {
            case Kind.OfMilenage(var constants) when constants.equals(Constants.STANDARD) ->
                    MILENAGE;
            case Kind.OfXor(var res) when res == SHORT_RES_BYTES -> TEST;
            case Kind.OfXor(var res) when res == LONG_RES_BYTES -> TEST_WHOLE;
            case Kind.OfMilenage _, Kind.OfXor _, Kind.OfTuak _, Kind.OfComp128 _ -> OTHER;
        };
    }

    private static boolean isSame(AkaParameters one, AkaParameters other) {
        byte[] k = other.k().copy();
        byte[] opc = other.opc().copy();
        try {
            return one.kind().equals(other.kind()) && one.k().matches(k) && one.opc().matches(opc);
        } finally {
            Arrays.fill(k, (byte) 0);
            Arrays.fill(opc, (byte) 0);
        }
    }

    /// Whether what stands in front of the elements of a part is what they say themselves.
    ///
    /// @param aka what the applications of the whole package authenticate with
    static boolean isOf(Secret part, List<AkaParameters> aka) {
        var elements = elements(part);
        if (elements.isEmpty() || aka.isEmpty()) {
            return false;
        }
        try (var tail = elements.get();
                var made = of(tail, aka)) {
            byte[] bytes = made.copy();
            boolean same = part.matches(bytes);
            Arrays.fill(bytes, (byte) 0);
            return same;
        }
    }

    /// The elements of a part, which the caller closes; empty when it has none of these forms.
    static Optional<Secret> elements(Secret part) {
        if (part.length() == 0) {
            return Optional.empty();
        }
        byte[] form = part.part(0, 1).copy();
        int from =
                switch (form[0]) {
                    case OTHER -> 1;
                    case MILENAGE -> 1 + 2 * KEY_BYTES;
                    case TEST, TEST_WHOLE -> 1 + KEY_BYTES;
                    default -> Integer.MAX_VALUE;
                };
        return from > part.length()
                ? Optional.empty()
                : Optional.of(part.part(from, part.length() - from));
    }
}
