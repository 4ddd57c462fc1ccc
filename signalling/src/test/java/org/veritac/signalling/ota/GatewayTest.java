// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Instruction;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.MessageState;
import org.veritac.signalling.smpp.Receipt;
import org.veritac.signalling.smpp.ShortMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// What the gateway does with cards that answer, cards that do not, and strangers.
class GatewayTest {
    private static final Instruction UNBLOCK = new Instruction.Unblock();
    private static final Outcome DONE = new Outcome.Answered(0x9000, null);

    @TempDir Path folder = Path.of("");
    private Desk desk = never();

    @SuppressWarnings("NullAway") // set before each test
    private static Desk never() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder, Desk.QUICK);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    private Outcome unblock() throws Exception {
        return desk.gateway.send(Desk.ANNA.imsi(), List.of(UNBLOCK)).get();
    }

    @Test
    void anInstructionIsCarriedOutAndProven() throws Exception {
        assertThat(unblock()).isEqualTo(DONE);

        assertThat(desk.anna.instructions).containsExactly(UNBLOCK);
        assertThat(desk.bert.instructions).isEmpty();
        assertThat(desk.carried).hasSize(1);
        ShortMessage message = desk.carried.getFirst();
        assertThat(message.userData()).startsWith(Desk.hex("027000"));
        assertThat(message.format()).isEqualTo(new ShortMessage.Format(true, 0x7F, 0xF6));
        assertThat(desk.gateway.counts().answered()).isEqualTo(1);
        assertThat(desk.gateway.counts().underWay()).isZero();
    }

    @Test
    void whatIsLostIsSentAgainWithANewCounter() throws Exception {
        desk.lost.set(2);
        assertThat(unblock()).isEqualTo(DONE);

        assertThat(desk.carried).hasSize(3).doesNotHaveDuplicates();
        assertThat(desk.anna.instructions).hasSize(1);
        assertThat(desk.gateway.counts().packets()).isEqualTo(3);
    }

    @Test
    void aLostProofMeansASecondTime() throws Exception {
        desk.lostProofs.set(1);
        assertThat(unblock()).isEqualTo(DONE);

        assertThat(desk.anna.instructions).hasSize(2);
    }

    @Test
    void aCardThatStaysSilentIsGivenUpAfterItsAttempts() throws Exception {
        desk.lost.set(100);
        assertThat(unblock()).isEqualTo(new Outcome.Silent());

        assertThat(desk.carried).hasSize(3);
        assertThat(desk.gateway.counts().unanswered()).isEqualTo(1);
    }

    @Test
    void whatTheSmscRefusesIsUndelivered() throws Exception {
        desk.refused.set(100);
        assertThat(unblock()).isEqualTo(new Outcome.Undelivered());
        assertThat(desk.refused.get()).isEqualTo(97);
    }

    @Test
    void aReceiptOfFailureEndsTheWait() throws Exception {
        desk.close();
        desk = new Desk(folder, Desk.QUICK.withProof(Duration.ofMinutes(5)));
        desk.lost.set(1);
        var outcome = desk.gateway.send(Desk.ANNA.imsi(), List.of(UNBLOCK));
        Desk.until(() -> desk.gateway.counts().packets() == 1);
        while (!outcome.isDone()) {
            desk.gateway.take(new Receipt("1", MessageState.UNDELIVERABLE));
            Thread.sleep(1);
        }

        assertThat(outcome.get()).isEqualTo(DONE);
        assertThat(desk.carried).hasSize(2);
    }

    @Test
    void aReceiptMayComeBeforeTheNameOfItsMessage() throws Exception {
        desk.close();
        desk = new Desk(folder, Desk.QUICK.withProof(Duration.ofMinutes(5)));
        desk.lost.set(1);
        giveUpEarly(Missions.EARLY_MAX);

        assertThat(unblock()).isEqualTo(DONE);
        assertThat(desk.carried).hasSize(2);
    }

    @Test
    void ofEarlyReceiptsTheOldestIsForgotten() throws Exception {
        giveUpEarly(Missions.EARLY_MAX + 1);

        assertThat(unblock()).isEqualTo(DONE);
        assertThat(desk.carried).hasSize(1);
    }

    /// The first is that of the next message.
    private void giveUpEarly(int names) {
        desk.gateway.take(new Receipt("1", MessageState.EXPIRED));
        for (int i = 1; i < names; i++) {
            desk.gateway.take(new Receipt("nobody's " + i, MessageState.EXPIRED));
        }
    }

    @Test
    void longInstructionsGoInParts() throws Exception {
        var keys = new VaultKeys(Desk.master(), 3, 32);
        var bring = keys.bring(new VaultId(5), Desk.ANNA);
        var forget = keys.forget(new VaultId(6));

        assertThat(desk.gateway.send(Desk.ANNA.imsi(), List.of(bring, forget)).get())
                .isEqualTo(DONE);
        assertThat(desk.carried).hasSize(2);
        assertThat(desk.anna.instructions).hasSize(2).last().isEqualTo(forget);
    }

    @Test
    void aPollBringsTheReport() throws Exception {
        assertThat(desk.gateway.poll(Desk.ANNA.imsi(), true).get())
                .isEqualTo(new Outcome.Answered(0x9000, desk.anna.genuine()));
        assertThat(desk.anna.instructions).containsExactly(new Instruction.Poll(true));
    }

    @Test
    void aPolledReportIsJudgedAndWhatFollowsQuotesNoCounter() throws Exception {
        var block = new Answer.Blocking(1, "STOLEN");
        desk.says(CompletableFuture.completedFuture(new Answer(true, block, false)));
        desk.gateway.poll(Desk.ANNA.imsi(), false).get();

        assertThat(desk.judged()).isEqualTo(desk.anna.genuine());
        Desk.until(() -> desk.gateway.counts().answered() == 2);
        assertThat(desk.anna.instructions)
                .containsExactly(
                        new Instruction.Poll(false), new Instruction.Block(null, 1, "STOLEN"));
    }

    @Test
    void aPolledReportThatIsCleanNeedsNoAnswer() throws Exception {
        desk.gateway.poll(Desk.ANNA.imsi(), false).get();

        assertThat(desk.judged()).isEqualTo(desk.anna.genuine());
        Desk.until(() -> desk.gateway.counts().underWay() == 0);
        assertThat(desk.carried).hasSize(1);
    }

    @Test
    void aPolledReportOfAnotherImsiIsRefused() throws Exception {
        var changed = Imsi.of("262019876543219");
        desk.store.put(List.of(new Subscriber(Desk.ANNA.iccid(), changed, Desk.ANNA.msisdn())));
        desk.gateway.poll(changed, false).get();

        assertThat(desk.refusals(Refusal.OTHER_SUBSCRIBER)).isEqualTo(1);
        assertThat(desk.judged).isEmpty();
    }

    @Test
    void nobodyIsSentAnythingUnderAnUnknownImsi() throws Exception {
        assertThat(desk.gateway.send(Imsi.of("262010000000000"), List.of(UNBLOCK)).get())
                .isEqualTo(new Outcome.Unsent(Outcome.Cause.UNKNOWN_SUBSCRIBER));
        assertThat(desk.carried).isEmpty();
    }

    @Test
    void aReportIsJudgedAndAnsweredWithItsCounter() throws Exception {
        desk.says(
                CompletableFuture.completedFuture(
                        new Answer(true, new Answer.Blocking(1, "STOLEN"), true)));
        desk.send(Desk.ANNA, desk.anna.report(desk.anna.genuine()));

        assertThat(desk.judged()).isEqualTo(desk.anna.genuine());
        Desk.until(() -> desk.gateway.counts().answered() == 1);
        var counter = new Counter(1);
        assertThat(desk.anna.instructions)
                .containsExactly(
                        new Instruction.Answer(counter, true),
                        new Instruction.Block(counter, 1, "STOLEN"),
                        new Instruction.StopKeys());
    }

    @Test
    void aReportThatCannotBeJudgedIsNotAnswered() throws Exception {
        desk.says(CompletableFuture.failedFuture(new IOException("no register")));
        desk.send(Desk.ANNA, desk.anna.report(desk.anna.genuine()));

        Desk.until(() -> desk.gateway.counts().unjudged() == 1);
        assertThat(desk.carried).isEmpty();
    }

    @Test
    void reportsOfACardAreJudgedOneAfterTheOther() throws Exception {
        var slow = new CompletableFuture<Answer>();
        desk.says(slow);
        SmsContent first = desk.anna.report(desk.anna.genuine()).getFirst();
        SmsContent second = desk.anna.report(desk.anna.genuine()).getFirst();
        desk.gateway.take(Desk.from(Desk.ANNA, first));
        Desk.until(() -> desk.judged.size() == 1);
        desk.gateway.take(Desk.from(Desk.ANNA, second));
        SmsContent another = desk.bert.report(desk.bert.genuine()).getFirst();
        desk.gateway.take(Desk.from(Desk.BERT, another));

        Desk.until(() -> desk.judged.size() == 2);
        Thread.sleep(50);
        assertThat(desk.judged)
                .as("another card does not wait")
                .containsExactly(desk.anna.genuine(), desk.bert.genuine());
        slow.complete(Answer.CLEAN);
        Desk.until(() -> desk.judged.size() == 3);
    }

    @Test
    void partsMayComeInAnyOrder() throws Exception {
        byte[] data = Arrays.copyOf(desk.anna.genuine().write(), 300);
        var parts = new ArrayList<SmsContent>(desk.anna.command(data));
        assertThat(parts).hasSizeGreaterThan(2);
        Collections.reverse(parts);
        desk.send(Desk.ANNA, parts);

        // All parts were found, and what they carry is authentic, but more than a report.
        assertThat(desk.refusals(Refusal.NO_REPORT)).isEqualTo(1);
        assertThat(desk.gateway.counts().refusals().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(1);
    }

    @Test
    void aReplayedReportIsRefused() throws Exception {
        List<SmsContent> first = desk.anna.report(desk.anna.genuine());
        desk.send(Desk.ANNA, first);
        desk.send(Desk.ANNA, first);
        List<SmsContent> second = desk.anna.report(desk.anna.genuine());
        desk.send(Desk.ANNA, second);
        desk.send(Desk.ANNA, first);

        assertThat(desk.gateway.counts().reports()).isEqualTo(2);
        assertThat(desk.refusals(Refusal.REPLAYED)).isEqualTo(2);
        assertThat(desk.judged).hasSize(2);
    }

    @Test
    void aReplayIsRefusedAfterARestart() throws Exception {
        List<SmsContent> first = desk.anna.report(desk.anna.genuine());
        desk.send(Desk.ANNA, first);
        desk.close();
        desk = new Desk(folder, Desk.QUICK);
        desk.send(Desk.ANNA, first);

        assertThat(desk.refusals(Refusal.REPLAYED)).isEqualTo(1);
        assertThat(desk.judged).isEmpty();
    }

    @Test
    void aForgedSenderIsNotTheSubscriber() throws Exception {
        desk.send(Desk.BERT, desk.anna.report(desk.anna.genuine()));
        assertThat(desk.refusals(Refusal.NOT_AUTHENTIC)).isEqualTo(1);

        var stranger =
                new Subscriber(Desk.ANNA.iccid(), Desk.ANNA.imsi(), Msisdn.of("491709999999"));
        desk.send(stranger, desk.anna.report(desk.anna.genuine()));
        assertThat(desk.refusals(Refusal.UNKNOWN_SENDER)).isEqualTo(1);
        assertThat(desk.judged).isEmpty();
        assertThat(desk.carried).isEmpty();
    }

    @Test
    void whoseKeysVerifyIsTheSubscriberOfASharedNumber() throws Exception {
        var twin = new Subscriber(Desk.BERT.iccid(), Desk.BERT.imsi(), Desk.ANNA.msisdn());
        desk.store.put(List.of(twin));
        desk.send(Desk.ANNA, desk.bert.report(desk.bert.genuine()));

        assertThat(desk.judged().imsi()).isEqualTo(Desk.BERT.imsi());
    }

    @Test
    void anotherImsiThanTheCardsIsRefused() throws Exception {
        desk.send(Desk.ANNA, desk.anna.report(desk.bert.genuine()));

        assertThat(desk.refusals(Refusal.OTHER_SUBSCRIBER)).isEqualTo(1);
        assertThat(desk.judged).isEmpty();
    }

    @Test
    void lessProtectionThanAgreedIsRefused() {
        byte[] report = desk.anna.genuine().write();
        desk.anna.command(report);
        // No cipher; no counter; neither checksum nor cipher.
        for (int spi : new int[] {0x1200, 0x0600, 0x1000}) {
            desk.send(Desk.ANNA, desk.anna.packet(Spi.of(spi), Tar.VERITAC, report));
        }
        desk.send(Desk.ANNA, desk.anna.packet(Sim.UPLINK, new Tar(1), report));

        assertThat(desk.refusals(Refusal.NOT_AUTHENTIC)).isEqualTo(3);
        assertThat(desk.refusals(Refusal.OTHER_APPLICATION)).isEqualTo(1);
        assertThat(desk.judged).isEmpty();
    }

    @Test
    void everyFlippedBitIsRefusedAndNeverAnswered() {
        byte[] whole = desk.anna.report(desk.anna.genuine()).getFirst().userData();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            desk.gateway.work(
                    new ShortMessage(
                            Address.of(Desk.ANNA.msisdn()), Desk.NUMBER, Desk.FROM_CARD, flipped));
        }

        assertThat(desk.judged).isEmpty();
        assertThat(desk.carried).isEmpty();
        assertThat(desk.gateway.counts().refusals().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(whole.length * 8L);
    }

    @Test
    void aProofThatNobodyAwaitsIsRefused() throws Exception {
        unblock();
        byte[] proof = Desk.hex("027100001c12" + "56494d" + "00".repeat(24));
        desk.gateway.work(
                new ShortMessage(
                        Address.of(Desk.ANNA.msisdn()), Desk.NUMBER, Desk.FROM_CARD, proof));

        assertThat(desk.refusals(Refusal.UNEXPECTED_RESPONSE)).isEqualTo(1);
    }

    @Test
    void oneInstructionTooManyToACardIsRefused() throws Exception {
        desk.lost.set(1_000);
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < Missions.EACH_MAX; i++) {
            outcomes.add(desk.gateway.send(Desk.ANNA.imsi(), List.of(UNBLOCK)));
        }

        assertThat(unblock()).isEqualTo(new Outcome.Unsent(Outcome.Cause.BUSY));
        desk.gateway.close();
        for (var outcome : outcomes) {
            assertThat(outcome.get()).isNotEqualTo(DONE);
        }
        assertThat(unblock()).isEqualTo(new Outcome.Unsent(Outcome.Cause.CLOSED));
    }

    @Test
    void oneInstructionTooManyInAllIsRefused() throws Exception {
        desk.close();
        desk = new Desk(folder, Desk.QUICK.withUnderWay(1));
        desk.lost.set(1_000);
        var first = desk.gateway.send(Desk.BERT.imsi(), List.of(UNBLOCK));

        assertThat(unblock()).isEqualTo(new Outcome.Unsent(Outcome.Cause.BUSY));
        desk.gateway.close();
        first.get();
    }

    @Test
    void oneMessageTooManyStaysWithTheSmsc() throws Exception {
        desk.close();
        desk = new Desk(folder, Desk.QUICK.withIncoming(1));
        desk.court = new CountDownLatch(1);
        SmsContent first = desk.anna.report(desk.anna.genuine()).getFirst();
        SmsContent second = desk.anna.report(desk.anna.genuine()).getFirst();

        assertThat(desk.gateway.take(Desk.from(Desk.ANNA, first))).isTrue();
        assertThat(desk.gateway.take(Desk.from(Desk.ANNA, second))).isFalse();
        desk.court.countDown();
        assertThat(desk.gateway.take(Desk.from(Desk.ANNA, second))).isTrue();
        Desk.until(() -> desk.gateway.counts().answered() == 2);
    }
}
