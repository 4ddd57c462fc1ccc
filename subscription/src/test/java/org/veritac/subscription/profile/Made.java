// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.Secret;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker.Codes;
import org.veritac.subscription.profile.ProfileMaker.Identity;
import org.veritac.subscription.profile.ProfileMaker.Parameters;

import java.util.HexFormat;
import java.util.stream.Stream;

/// Packages of our own, one for each algorithm.
final class Made {
    static final Iccid ICCID = Iccid.of("8988211000000123456");
    static final Imsi IMSI = Imsi.of("001011234567890");
    static final Secret KEY =
            Secret.of(HexFormat.of().parseHex("00112233445566778899AABBCCDDEEFF"));

    private Made() {}

    static Stream<Kind> kinds() {
        return Stream.of(
                milenage(),
                new Kind.OfTuak(Tuak.Lengths.STANDARD, 1),
                new Kind.OfTuak(new Tuak.Lengths(32, 16, 16), 3),
                new Kind.OfXor(16),
                new Kind.OfComp128(Comp128.Version.ONE),
                new Kind.OfComp128(Comp128.Version.TWO),
                new Kind.OfComp128(Comp128.Version.THREE));
    }

    static Kind milenage() {
        return new Kind.OfMilenage(Constants.STANDARD);
    }

    static ProfilePackage of(Kind kind) {
        Secret opc =
                switch (kind) {
                    case Kind.OfMilenage _ -> KEY;
                    case Kind.OfTuak _ -> Secret.of(new byte[32]);
                    case Kind.OfXor _, Kind.OfComp128 _ -> Secret.of(new byte[0]);
                };
        var identity = new Identity(ICCID, IMSI, 2, Msisdn.of("491701234567"), "Veritac");
        return ProfileMaker.make(new Parameters(identity, kind, KEY, opc, codes()));
    }

    static Codes codes() {
        return new Codes(
                digits("1234"),
                digits("11111111"),
                digits("5678"),
                digits("22222222"),
                digits("55555555"));
    }

    private static Secret digits(String digits) {
        return Secret.of(digits.getBytes(US_ASCII));
    }

    static Subscription subscription(Kind kind) {
        return Subscription.of(TestProfiles.made(of(kind)));
    }
}
