// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.identity.Imsi;
import org.veritac.lab.radio.Challenge;
import org.veritac.lab.radio.HomeStation;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.profile.ProfileMaker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Asks whoever has a SIM for an authentication, as the network of an operator does (TS 33.102,
/// 6.3).
final class Voices {
    private static final byte[] PIN = HexFormat.of().parseHex("002000010830303030FFFFFFFF");
    private static final byte[] AUTHENTICATE = HexFormat.of().parseHex("0088008122");
    private static final int ACCEPTED = 0xDB;
    private static final int OUT_OF_STEP = 0xDC;

    private final Transcript transcript;

    Voices(Transcript transcript) {
        this.transcript = transcript;
    }

    /// Whether the newest challenge of a home network is answered with what only the holder of its
    /// key set can say. One resynchronisation is granted, as networks do.
    ///
    /// @return false also where the home network gives out no challenge
    boolean answers(Answering one, HomeStation home, Imsi imsi) throws IOException {
        Optional<Challenge> first = home.challenge(imsi);
        if (first.isEmpty()) {
            return false;
        }
        byte[] answer = ask(one, first.get());
        boolean late = answer.length >= 2 + Auts.BYTES && (answer[0] & 0xFF) == OUT_OF_STEP;
        if (!late || !home.resynchronise(imsi, first.get(), body(answer))) {
            return isRight(answer, first.get());
        }
        Optional<Challenge> second = home.challenge(imsi);
        return second.isPresent() && isRight(ask(one, second.get()), second.get());
    }

    /// Whether one and the same challenge is answered rightly.
    boolean accepts(Answering one, Challenge challenge) throws IOException {
        return isRight(ask(one, challenge), challenge);
    }

    private static boolean isRight(byte[] answer, Challenge challenge) {
        return answer.length > 2
                && (answer[0] & 0xFF) == ACCEPTED
                && challenge.isAnsweredBy(body(answer));
    }

    /// RES, or AUTS, behind its length.
    private static byte[] body(byte[] answer) {
        int end = Math.min(answer.length, 2 + (answer[1] & 0xFF));
        return Arrays.copyOfRange(answer, 2, end);
    }

    private byte[] ask(Answering one, Challenge challenge) throws IOException {
        CardLink sim = one.sim();
        var quiet = new ChainingLink(sim);
        var select = new ByteArrayOutputStream();
        select.writeBytes(HexFormat.of().parseHex("00A4040410"));
        select.writeBytes(ProfileMaker.USIM_AID.bytes());
        select.write(0);
        quiet.transmit(select.toByteArray());
        quiet.transmit(PIN);
        var command = new ByteArrayOutputStream();
        command.writeBytes(AUTHENTICATE);
        command.write(challenge.random().length);
        command.writeBytes(challenge.random());
        command.write(challenge.token().length);
        command.writeBytes(challenge.token());
        command.write(0);
        var shown = RecordingCard.between(sim, transcript, Stage.NETWORK, one.name());
        return new ChainingLink(shown).transmit(command.toByteArray());
    }
}
