// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.profile.AkaParameters;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// The home network of one subscription: asks a card for a right answer, and resynchronises once.
final class Home {
    private static final HexFormat HEX = HexFormat.of();

    /// How the identifier of each USIM begins (TS 31.102; ETSI TS 101 220, annex E).
    private static final String USIM = "A0000000871002";

    /// A place as EF_LOCI has it: TMSI, location area, and that it is up to date.
    static final String LOCATION = "0102030400f1101234ff00";

    private static final String OK = "9000";
    private static final int SUCCESS = 0xDB;
    private static final int SYNCHRONISATION = 0xDC;

    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());
    private final Functions functions;
    private final SecureRandom random;
    private SequenceState state = SequenceState.FRESH;
    private AuthenticationVector last;
    int resynchronised;

    Home(ProfilePackage subscription, SecureRandom random) {
        this.random = random;
        functions = (Functions) aka(subscription).algorithm();
        last = next();
    }

    static AkaParameters aka(ProfilePackage subscription) {
        return ((Profile.Result.Made) Profile.of(subscription)).profile().aka().getFirst();
    }

    private AuthenticationVector next() {
        byte[] rand = new byte[Challenge.BYTES];
        random.nextBytes(rand);
        var made = centre.generate(functions, state, new Challenge(rand), 0x8000);
        state = made.state();
        return made.vector();
    }

    /// Whether the card answers AUTHENTICATE with what only the holder of Ki can say.
    boolean accepts(CardLink card) throws IOException {
        last = next();
        byte[] answer = authenticate(card, last);
        if (answer.length > 2 && (answer[0] & 0xFF) == SYNCHRONISATION) {
            var auts = Auts.read(Arrays.copyOfRange(answer, 2, 2 + Auts.BYTES));
            state = centre.resynchronise(functions, state, last.rand(), auts).orElseThrow();
            resynchronised++;
            last = next();
            answer = authenticate(card, last);
        }
        return isRight(answer, last);
    }

    /// Whether a card takes the newest challenge that a card took before.
    boolean acceptsAgain(CardLink card) throws IOException {
        return isRight(authenticate(card, last), last);
    }

    /// The newest challenge.
    AuthenticationVector last() {
        return last;
    }

    /// Whether a card takes a challenge.
    boolean accepts(CardLink card, AuthenticationVector challenge) throws IOException {
        return isRight(authenticate(card, challenge), challenge);
    }

    private static boolean isRight(byte[] answer, AuthenticationVector vector) {
        byte[] res = vector.keys().res();
        return answer.length > 2 + res.length
                && (answer[0] & 0xFF) == SUCCESS
                && Arrays.equals(Arrays.copyOfRange(answer, 2, 2 + res.length), res);
    }

    private static byte[] authenticate(CardLink bare, AuthenticationVector vector)
            throws IOException {
        var card = inUsim(bare);
        String challenge =
                "10"
                        + HEX.formatHex(vector.rand().bytes())
                        + "10"
                        + HEX.formatHex(vector.autn().bytes());
        return send(card, "0088008122" + challenge + "00");
    }

    /// The card with its USIM selected and PIN1 verified.
    private static CardLink inUsim(CardLink bare) throws IOException {
        var card = new ChainingLink(bare);
        send(card, "00A4040C07" + USIM);
        send(card, "002000010830303030FFFFFFFF");
        return card;
    }

    /// The number of a card, as EF_ICCID has it.
    static String iccid(CardLink bare) throws IOException {
        var card = new ChainingLink(bare);
        send(card, "00A4000C023F00");
        send(card, "00A4000C022FE2");
        String said = HEX.formatHex(send(card, "00B000000A"));
        assertThat(said).endsWith(OK);
        return said;
    }

    /// Writes where the phone is, as it does all the time (EF_LOCI, TS 31.102, 4.2.17).
    static void writeLocation(CardLink bare) throws IOException {
        var card = inUsim(bare);
        send(card, "00A4000C026F7E");
        assertThat(HEX.formatHex(send(card, "00D600000B" + LOCATION))).isEqualTo(OK);
    }

    /// What EF_LOCI has, and a status word.
    static String location(CardLink bare) throws IOException {
        var card = inUsim(bare);
        send(card, "00A4000C026F7E");
        return HEX.formatHex(send(card, "00B000000B"));
    }

    static byte[] send(CardLink card, String hex) throws IOException {
        return card.transmit(HEX.parseHex(hex));
    }
}
