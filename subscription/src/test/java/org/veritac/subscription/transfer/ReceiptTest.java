// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ReceiptTest {
    private final World world = new World(1);
    private final World.Token token = world.token(1);
    private final ECPublicKey key = (ECPublicKey) token.signing().getPublic();
    private final List<Receipt> log = new ArrayList<>();

    @BeforeEach
    void transfer() {
        var policy = SignedPolicy.plain(token.id(), 0, Policy.DEFAULT);
        var contents = World.contents(token.id(), Map.of());
        var tap =
                new Tap(token, world.handset(1), TokenRecord.issued(World.pin(), policy, contents));
        for (int i = 0; i < 2; i++) {
            tap.tap(new Wish.Load(World.PIN, Octets.NONE));
            tap.tap(new Wish.GiveBack(Wish.Personal.BACK_UP));
        }
        log.addAll(chain(tap.tokenReceipts));
    }

    private List<Receipt> chain(List<Receipt.Entry> entries) {
        var chained = new ArrayList<Receipt>();
        var position = Receipt.Position.FIRST;
        for (Receipt.Entry entry : entries) {
            var receipt = Receipt.sign(entry, position, token.signing().getPrivate(), world.dice);
            chained.add(receipt);
            position = Receipt.Position.after(receipt);
        }
        return chained;
    }

    private Optional<ReceiptLog.Flaw> flaw(List<Receipt> receipts) {
        return ReceiptLog.verify(receipts, key).map(ReceiptLog.Finding::flaw);
    }

    @Test
    void aWholeLogIsRightAlsoWithoutItsBeginning() {
        assertThat(log).hasSize(4);
        assertThat(flaw(log)).isEmpty();
        assertThat(flaw(log.subList(2, 4))).isEmpty();
        assertThat(flaw(List.of())).isEmpty();
    }

    @Test
    void readsWhatItWrites() {
        for (Receipt receipt : log) {
            assertThat(receipt.octets().length()).isEqualTo(Receipt.BYTES);
            assertThat(Receipt.read(receipt.octets())).contains(receipt);
        }
    }

    @Test
    void everyChangedByteIsFound() {
        var genuine = log.get(1);
        byte[] bytes = genuine.octets().bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            var read = Receipt.read(Octets.of(flipped));
            if (read.isPresent()) {
                assertThat(flaw(List.of(log.get(0), read.get(), log.get(2))))
                        .as("byte %d", i)
                        .isPresent();
            }
        }
    }

    @Test
    void findsWhatIsMissingMovedOrOfSomebodyElse() {
        assertThat(flaw(List.of(log.get(0), log.get(2)))).contains(ReceiptLog.Flaw.NUMBER);
        assertThat(flaw(List.of(log.get(1), log.get(0)))).contains(ReceiptLog.Flaw.NUMBER);
        var other = (ECPublicKey) world.token(2).signing().getPublic();
        assertThat(ReceiptLog.verify(log, other))
                .contains(new ReceiptLog.Finding(0, ReceiptLog.Flaw.SIGNATURE));
        var rewritten = chain(log.stream().map(Receipt::entry).toList());
        assertThat(flaw(List.of(log.get(0), rewritten.get(1)))).contains(ReceiptLog.Flaw.CHAIN);
        var forked = new ArrayList<>(rewritten);
        forked.set(0, chain(List.of(log.get(2).entry())).getFirst());
        assertThat(flaw(forked)).contains(ReceiptLog.Flaw.CHAIN);
    }

    @Test
    void findsAStoryThatCannotHaveHappened() {
        var handed = log.get(0).entry();
        var returned = log.get(1).entry();
        var second = log.get(2).entry();
        assertThat(flaw(chain(List.of(handed, handed)))).contains(ReceiptLog.Flaw.STORY);
        assertThat(flaw(chain(List.of(second, handed)))).contains(ReceiptLog.Flaw.STORY);
        assertThat(flaw(chain(List.of(handed, returned, returned))))
                .contains(ReceiptLog.Flaw.STORY);
    }
}
