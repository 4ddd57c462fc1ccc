// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.P256;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tries to open a recorded channel (SCP11a) with every key that somebody has learned: any two of
/// all secrets that can be agreed on with them may be the right ones.
final class Wiretap {
    private static final byte[] INFO = {0x3C, (byte) 0x88, 16};
    private static final int KEYS_BYTES = 80;
    private static final int KEY_BYTES = 16;
    private static final int MAC_BYTES = 8;
    private static final int ANSWER_POINT_END = 68;
    private static final int STATUS_BYTES = 2;

    private final List<byte[]> heard;
    private final List<PrivateKey> known = new ArrayList<>();
    private final List<ECPublicKey> publics = new ArrayList<>();
    private final List<byte[]> secrets = new ArrayList<>();
    private final byte[] request;
    private final byte[] answer;

    /// @param heard command and answer by turns; one channel
    Wiretap(List<byte[]> heard) {
        this.heard = heard;
        int at = 0;
        while (heard.get(at)[1] != (byte) 0x82) {
            at += 2;
        }
        request = data(heard.get(at));
        answer = heard.get(at + 1);
    }

    private static byte[] data(byte[] command) {
        return CommandApdu.read(command) instanceof CommandApdu.Reading.Whole(var read)
                ? read.data()
                : new byte[0];
    }

    /// The ephemeral public keys of both sides, as they were sent.
    List<ECPublicKey> points() {
        byte[] theirs = Arrays.copyOfRange(answer, 3, ANSWER_POINT_END);
        byte[] ours =
                Arrays.copyOfRange(request, request.length - P256.POINT_BYTES, request.length);
        return List.of(P256.read(ours).orElseThrow(), P256.read(theirs).orElseThrow());
    }

    void learn(PrivateKey key) {
        known.add(key);
    }

    void learn(PrivateKey key, ECPublicKey itsOwn) {
        known.add(key);
        publics.add(itsOwn);
    }

    /// Something that might be a secret itself.
    void learn(byte[] secret) {
        secrets.add(Arrays.copyOf(secret, P256.SCALAR_BYTES));
    }

    /// Everything that was said in the channel; nothing when no two secrets are the right ones.
    List<byte[]> opened() {
        var all = new ArrayList<>(secrets);
        all.add(new byte[P256.SCALAR_BYTES]);
        var points = new ArrayList<>(points());
        points.addAll(publics);
        for (PrivateKey key : known) {
            points.forEach(point -> all.add(P256.agree(key, point)));
        }
        byte[] point = Arrays.copyOf(answer, ANSWER_POINT_END);
        int end = answer.length - STATUS_BYTES;
        byte[] receipt = Arrays.copyOfRange(answer, end - KEY_BYTES, end);
        for (byte[] one : all) {
            for (byte[] other : all) {
                byte[] both = Arrays.copyOf(one, 2 * P256.SCALAR_BYTES);
                System.arraycopy(other, 0, both, P256.SCALAR_BYTES, P256.SCALAR_BYTES);
                var keys = Kdf.x963(both, INFO, KEYS_BYTES);
                if (Arrays.equals(receipt, Aes.cmac(keys.part(0, KEY_BYTES), request, point))) {
                    return clear(keys.part(KEY_BYTES, KEY_BYTES));
                }
            }
        }
        return List.of();
    }

    private List<byte[]> clear(Secret enc) {
        var clear = new ArrayList<byte[]>();
        int counter = 0;
        for (int i = 0; i + 1 < heard.size(); i += 2) {
            byte[] command = heard.get(i);
            if ((command[0] & 0xFF) == 0x84) {
                counter++;
                byte[] said = heard.get(i + 1);
                clear.add(clear(enc, counter, data(command)));
                byte[] back = Arrays.copyOf(said, said.length - STATUS_BYTES);
                clear.add(clear(enc, 0x8000_0000 | counter, back));
            }
        }
        return clear;
    }

    /// @param counter its highest bit is set for answers
    private static byte[] clear(Secret enc, int counter, byte[] data) {
        if (data.length <= MAC_BYTES) {
            return new byte[0];
        }
        byte[] block = new byte[Aes.BLOCK_BYTES];
        block[0] = (byte) (counter < 0 ? 0x80 : 0);
        block[14] = (byte) (counter >> 8);
        block[15] = (byte) counter;
        byte[] vector = Aes.encipher(enc, new byte[Aes.BLOCK_BYTES], block);
        return Aes.decipher(enc, vector, Arrays.copyOf(data, data.length - MAC_BYTES));
    }

    /// Dice whose throws somebody has seen.
    static final class Dice extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient List<byte[]> thrown = new ArrayList<>();
        private final transient SecureRandom real = new SecureRandom();

        @Override
        public void nextBytes(byte[] bytes) {
            real.nextBytes(bytes);
            thrown.add(bytes.clone());
        }

        /// The private key of one of these points, made again from the throw it came of.
        PrivateKey made(List<ECPublicKey> points) {
            for (byte[] one : thrown) {
                KeyPair pair = P256.generate(new Loaded(one));
                if (points.contains((ECPublicKey) pair.getPublic())) {
                    return pair.getPrivate();
                }
            }
            throw new AssertionError("no such key was made");
        }
    }

    /// Dice that show the same again and again.
    private static final class Loaded extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient byte[] same;

        Loaded(byte[] same) {
            this.same = same;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(Arrays.copyOf(same, bytes.length), 0, bytes, 0, bytes.length);
        }
    }
}
