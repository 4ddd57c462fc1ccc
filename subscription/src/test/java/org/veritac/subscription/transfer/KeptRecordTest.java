// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

final class KeptRecordTest {
    private static final TokenId TOKEN = new TokenId(0x7A31_0C44_95E2_1B08L);
    private final Dice dice = new Dice(40);

    private Loan loan() {
        return new Loan(
                TOKEN,
                7,
                65_535,
                PairKey.of(dice.octets(PairKey.BYTES)),
                dice.octets(Manifest.DIGEST_BYTES),
                Policy.DEFAULT,
                65_535,
                dice.octets(Manifest.DIGEST_BYTES),
                true);
    }

    private HandsetRecord handset(HandsetPhase phase, int tokens) {
        var finished = new HashMap<TokenId, Integer>();
        for (int i = 0; i < tokens; i++) {
            finished.put(new TokenId(i - 1L), Integer.MAX_VALUE - i);
        }
        return new HandsetRecord(phase, phase == HandsetPhase.EMPTY ? null : loan(), finished);
    }

    private TokenRecord token(TokenPhase phase, int personalBytes) {
        var contents =
                World.contents(TOKEN, Map.of()).with(Part.PERSONAL, Octets.zeros(personalBytes));
        var pairing =
                new Pairing(
                        new HandsetId(-1),
                        PairKey.of(dice.octets(PairKey.BYTES)),
                        dice.octets(Envelope.KEY_BYTES),
                        dice.octets(PairKey.NONCE_BYTES),
                        dice.octets(Manifest.DIGEST_BYTES),
                        Set.of(Part.ADMINISTRATION));
        var upload = new Upload(3, Manifest.of(contents, Set.of()), contents, true);
        var policy = SignedPolicy.plain(TOKEN, 9, Policy.DEFAULT);
        return new TokenRecord(2, phase, 12, pairing, upload, World.pin(), policy, contents);
    }

    @ParameterizedTest
    @EnumSource(HandsetPhase.class)
    void aHandsetsRecordComesBack(HandsetPhase phase) {
        for (int tokens : new int[] {0, 1, HandsetRecord.TOKENS_MAX}) {
            var record = handset(phase, tokens);
            assertThat(KeptRecord.handset(KeptRecord.of(record))).contains(record);
        }
    }

    @ParameterizedTest
    @EnumSource(TokenPhase.class)
    void aTokensRecordComesBack(TokenPhase phase) {
        var record = token(phase, 100);
        assertThat(KeptRecord.token(KeptRecord.of(record))).contains(record);
        var fresh = TokenRecord.issued(World.pin(), record.policy(), record.contents());
        assertThat(KeptRecord.token(KeptRecord.of(fresh))).contains(fresh);
    }

    @Test
    void oneWithTooManyTokensIsNone() {
        byte[] most = KeptRecord.of(handset(HandsetPhase.EMPTY, HandsetRecord.TOKENS_MAX));
        int entry = Long.BYTES + Integer.BYTES;
        int count = most.length - HandsetRecord.TOKENS_MAX * entry - 1;
        byte[] more = Arrays.copyOf(most, most.length + entry);
        assertThat(more[count]).isEqualTo((byte) HandsetRecord.TOKENS_MAX);
        more[count]++;
        ByteBuffer.wrap(more).putLong(most.length, 4711L);
        assertThat(KeptRecord.handset(more)).isEmpty();
    }

    @Test
    void theLargestPartComesBackAndNoLargerOneIsRead() {
        var record = token(TokenPhase.HANDED, Part.PERSONAL.bytesMax());
        byte[] kept = KeptRecord.of(record);
        assertThat(KeptRecord.token(kept)).contains(record);
        int length = kept.length - Part.PERSONAL.bytesMax() - Integer.BYTES;
        assertThat(ByteBuffer.wrap(kept).getInt(length)).isEqualTo(Part.PERSONAL.bytesMax());
        byte[] more = Arrays.copyOf(kept, kept.length + 1);
        ByteBuffer.wrap(more).putInt(length, Part.PERSONAL.bytesMax() + 1);
        assertThat(KeptRecord.token(more)).isEmpty();
        ByteBuffer.wrap(more).putInt(length, -1);
        assertThat(KeptRecord.token(more)).isEmpty();
    }

    @Test
    void anotherVersionOrTheOtherSidesIsNone() {
        byte[] handset = KeptRecord.of(handset(HandsetPhase.ACTIVE, 1));
        byte[] token = KeptRecord.of(token(TokenPhase.FREE, 0));
        assertThat(KeptRecord.token(handset)).isEmpty();
        assertThat(KeptRecord.handset(token)).isEmpty();
        handset[0]++;
        assertThat(KeptRecord.handset(handset)).isEmpty();
        assertThat(KeptRecord.handset(new byte[0])).isEmpty();
    }

    @Test
    void whatIsCutShortOrGoesOnIsNone() {
        byte[] handset = KeptRecord.of(handset(HandsetPhase.RELEASED, 2));
        byte[] token = KeptRecord.of(token(TokenPhase.PREPARED, 3));
        for (int length = 0; length < handset.length; length++) {
            assertThat(KeptRecord.handset(Arrays.copyOf(handset, length))).isEmpty();
        }
        for (int length = 0; length < token.length; length++) {
            assertThat(KeptRecord.token(Arrays.copyOf(token, length))).isEmpty();
        }
        assertThat(KeptRecord.handset(Arrays.copyOf(handset, handset.length + 1))).isEmpty();
        assertThat(KeptRecord.token(Arrays.copyOf(token, token.length + 1))).isEmpty();
    }

    /// Bytes of its own are authentic; others are read without harm nevertheless.
    @Test
    void aChangedByteIsNoneOrARecord() {
        byte[] handset = KeptRecord.of(handset(HandsetPhase.STAGED, 2));
        byte[] token = KeptRecord.of(token(TokenPhase.HANDED, 3));
        int none = 0;
        for (int i = 0; i < Math.max(handset.length, token.length); i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                none += KeptRecord.handset(flipped(handset, i, bit)).isEmpty() ? 1 : 0;
                none += KeptRecord.token(flipped(token, i, bit)).isEmpty() ? 1 : 0;
            }
        }
        assertThat(none).isGreaterThan(100);
    }

    private static byte[] flipped(byte[] bytes, int index, int bit) {
        byte[] changed = bytes.clone();
        changed[index % bytes.length] ^= (byte) (1 << bit);
        return changed;
    }
}
