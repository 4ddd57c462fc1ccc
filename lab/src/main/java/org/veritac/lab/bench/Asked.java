// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.lab.token.Hours;
import org.veritac.subscription.aka.Algorithm;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfileMaker;
import org.veritac.subscription.profile.ProfilePackage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// The home network of a subscription that asks a card as often as it can: in 3G context, with
/// COMP128 in GSM context.
final class Asked {
    /// Fewer than what a window of the limits lets through.
    static final int IN_A_WINDOW = 100;

    private static final int AMF = 0x8000;
    private static final int STATUS_BYTES = 2;

    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());
    private final SplittableRandom random = new SplittableRandom(42);
    private final Algorithm algorithm;
    private final Hours hours;
    private SequenceState state = SequenceState.FRESH;

    /// @param hours the clock of who is asked
    /// @throws IOException when no card can be made of the package
    Asked(ProfilePackage subscription, Hours hours) throws IOException {
        if (!(Profile.of(subscription) instanceof Profile.Result.Made(var profile))) {
            throw new IOException("no card can be made of this package");
        }
        algorithm = profile.aka().getFirst().algorithm();
        this.hours = hours;
    }

    private byte[] challenge() {
        byte[] rand = new byte[Challenge.BYTES];
        random.nextBytes(rand);
        return switch (algorithm) {
            case Comp128 _ -> join("0088008011", rand, new byte[0]);
            case Functions functions -> {
                var made = centre.generate(functions, state, new Challenge(rand), AMF);
                state = made.state();
                yield join("0088008122", rand, made.vector().autn().bytes());
            }
        };
    }

    private static byte[] join(String head, byte[] rand, byte[] autn) {
        var hex = HexFormat.of();
        String second = autn.length == 0 ? "" : "10" + hex.formatHex(autn);
        return hex.parseHex(head + "10" + hex.formatHex(rand) + second + "00");
    }

    /// How many AUTHENTICATEs a second a card answers.
    ///
    /// @throws IOException when it refuses one
    double rate(CardLink bare, int windows) throws IOException {
        var card = new ChainingLink(bare);
        var hex = HexFormat.of();
        byte[] name = ProfileMaker.USIM_AID.bytes();
        card.transmit(hex.parseHex("00A4040C%02X".formatted(name.length) + hex.formatHex(name)));
        card.transmit(hex.parseHex("002000010830303030FFFFFFFF"));
        long nanos = 0;
        for (int i = 0; i < windows; i++) {
            hours.pass();
            List<byte[]> challenges = new ArrayList<>();
            for (int j = 0; j < IN_A_WINDOW; j++) {
                challenges.add(challenge());
            }
            long began = System.nanoTime();
            for (byte[] challenge : challenges) {
                if (card.transmit(challenge).length <= STATUS_BYTES) {
                    throw new IOException("the card refuses an authentication");
                }
            }
            nanos += System.nanoTime() - began;
        }
        return windows * IN_A_WINDOW / (nanos / 1e9);
    }
}
