// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.Sqn;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/// A subscription in the hands of its home network: what a token is given of it, and challenges.
final class Subscription {
    static final int SEQUENCE_BYTES = 225;
    private static final HexFormat HEX = HexFormat.of();
    private static final String OPC = "cd63cb71954a9f4e48a5994e37a02baf";
    private static final int SEQ_BYTES = 6;

    private final String ki;
    private final Random random = new Random(7);
    private SequenceState state = SequenceState.FRESH;

    /// @param ki 16 bytes in hexadecimal
    Subscription(String ki) {
        this.ki = ki;
    }

    static Subscription first() {
        return new Subscription("465b5ce8b199b49faa5f0a2ee238a6bc");
    }

    static Subscription second() {
        return new Subscription("0396eb317b6d1c36f19c1c84cd6ffd16");
    }

    /// The part KEYS of a token: Milenage.
    Octets keys() {
        return Octets.of(HEX.parseHex("01" + ki + OPC));
    }

    /// Package of some size, with sequence numbers that nobody has used.
    Contents contents(int administrationBytes) {
        return Contents.of(
                Map.of(
                        Part.KEYS, keys(),
                        Part.IDENTITY, Nation.ascii("001010123456789"),
                        Part.ADMINISTRATION, some(administrationBytes, 1),
                        Part.SEQUENCE, sequence(),
                        Part.FILES, some(120, 2),
                        Part.PERSONAL, some(90, 3)));
    }

    static Octets some(int bytes, int seed) {
        byte[] all = new byte[bytes];
        new Random(seed).nextBytes(all);
        return Octets.of(all);
    }

    static Octets sequence(long... seqs) {
        var bytes = ByteBuffer.allocate(SEQUENCE_BYTES).put((byte) 1);
        for (long seq : seqs) {
            bytes.putShort((short) (seq >>> 32)).putInt((int) seq);
        }
        return Octets.of(bytes.array());
    }

    /// The part SEQUENCE with one more number accepted.
    static Octets accepted(Octets sequence, Sqn sqn) {
        byte[] bytes = sequence.isEmpty() ? sequence().bytes() : sequence.bytes();
        ByteBuffer.wrap(bytes, 1 + sqn.ind() * SEQ_BYTES, SEQ_BYTES)
                .putShort((short) (sqn.seq() >>> 32))
                .putInt((int) sqn.seq());
        return Octets.of(bytes);
    }

    private Milenage functions() {
        return new Milenage(Secret.of(HEX.parseHex(ki)), Secret.of(HEX.parseHex(OPC)));
    }

    /// The next challenge.
    AuthenticationVector challenge() {
        byte[] rand = new byte[Challenge.BYTES];
        random.nextBytes(rand);
        var centre = new AuthenticationCentre(SequenceRule.counting());
        var made = centre.generate(functions(), state, new Challenge(rand), 0x8000);
        state = made.state();
        return made.vector();
    }

    /// The number in the newest challenge.
    Sqn last() {
        return state.last();
    }

    /// AUTHENTICATE in 3G context.
    static byte[] authenticate(CardLink card, AuthenticationVector vector) throws IOException {
        var command = new ByteArrayOutputStream();
        command.writeBytes(HEX.parseHex("0088008122"));
        command.write(Challenge.BYTES);
        command.writeBytes(vector.rand().bytes());
        command.write(Challenge.BYTES);
        command.writeBytes(vector.autn().bytes());
        command.write(0);
        return card.transmit(command.toByteArray());
    }

    /// Whether the card answers the network as this subscriber: asked in GSM context, which changes
    /// nothing.
    boolean isAnsweredBy(CardLink card) throws IOException {
        byte[] rand = new byte[Challenge.BYTES];
        random.nextBytes(rand);
        var command = new ByteArrayOutputStream();
        command.writeBytes(HEX.parseHex("0088008011"));
        command.write(Challenge.BYTES);
        command.writeBytes(rand);
        command.write(0);
        byte[] answer = card.transmit(command.toByteArray());
        if (answer.length == 2) {
            return false;
        }
        var centre = new AuthenticationCentre(SequenceRule.counting());
        var expected =
                centre.generate(functions(), SequenceState.FRESH, new Challenge(rand), 0)
                        .vector()
                        .keys();
        assertThat(Arrays.copyOfRange(answer, 1, 5)).isEqualTo(expected.sres());
        assertThat(Arrays.copyOfRange(answer, 6, 14)).isEqualTo(expected.kc().copy());
        return true;
    }
}
