// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.Counter;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Mode;
import org.veritac.card.report.Report;

import java.io.IOException;

/// The UICC's power is cut at each of its writes to persistent memory, one after the other, during
/// each act that writes. Afterwards things are as before the act or as after it.
final class TornUiccScenario {
    private final Power power = new Power();
    private final Operator operator = new Operator(new Counter(1000));

    /// Something that a phone or an operator does, and that may be cut off.
    private interface Act {
        void run(Phone phone) throws IOException;
    }

    /// What has to hold after a cut and a reset.
    private interface Promise {
        void check(Phone phone) throws IOException;
    }

    private Phone phone(Instruction.Policy policy) throws Exception {
        CardLink card = SimulatedCard.tearable(power, UiccPersonalisation.installation());
        card.reset();
        Uiccs.personalisation(policy).apply(card);
        var phone = new Phone(card, Vaults.personalised(), Uiccs.IMEI);
        operator.command(phone, Operator.vaultKeys(1, 16));
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        return phone;
    }

    /// Cuts at write 1, 2, 3 ... until the act comes to its end.
    ///
    /// @return how many cuts there were
    private int everyCut(Phone phone, Act act, Promise promise) throws IOException {
        for (int write = 1; ; write++) {
            power.cutAt(write);
            boolean whole;
            try {
                act.run(phone);
                whole = true;
            } catch (IOException cut) {
                whole = false;
            }
            power.keep();
            phone.uicc.reset();
            assertThat(Uiccs.answers(phone)).as("closed after cut %d", write).isFalse();
            promise.check(phone);
            if (whole) {
                return write - 1;
            }
        }
    }

    private Report poll(Phone phone) throws IOException {
        Report report = operator.command(phone, new Instruction.Poll(false)).report();
        if (report == null) {
            throw new AssertionError("no report");
        }
        return report;
    }

    private Counter report(Phone phone) throws IOException {
        phone.boot();
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).hasSizeGreaterThan(2);
        phone.status();
        return operator.uplink(phone.messages.getLast()).counter();
    }

    @Test
    void bootAndReport() throws Exception {
        Phone phone = phone(new Instruction.Policy(Mode.STATIC_KEYS, 0, false, false, 200));
        Counter[] last = {report(phone)};
        long[] boots = {poll(phone).bootCounter()};
        int cuts =
                everyCut(
                        phone,
                        this::report,
                        after -> {
                            Counter next = report(after);
                            assertThat(next).isGreaterThan(last[0]);
                            last[0] = next;
                            long boot = poll(after).bootCounter();
                            assertThat(boot).isGreaterThan(boots[0]);
                            boots[0] = boot;
                        });
        System.out.println("boot and report: " + cuts + " cuts");
        assertThat(cuts).isGreaterThan(50);
    }

    @Test
    void blockAndUnblock() throws Exception {
        Phone phone = phone(Uiccs.policy(Mode.STATIC_KEYS));
        boolean[] wasBlocked = new boolean[1];
        int blocks =
                everyCut(
                        phone,
                        torn -> command(torn, new Instruction.Block(null, 1, "Stolen")),
                        after -> wasBlocked[0] = oldOrNew(after, wasBlocked[0]));
        assertThat(wasBlocked[0]).as("the last one was whole").isTrue();
        int unblocks =
                everyCut(
                        phone,
                        torn -> command(torn, new Instruction.Unblock()),
                        after -> {
                            boolean blocked = blocked(after);
                            assertThat(blocked).isNotEqualTo(open(after));
                        });
        assertThat(open(phone)).isTrue();
        System.out.println("block: " + blocks + " cuts, unblock: " + unblocks);
    }

    /// A block, once there, stays.
    private boolean oldOrNew(Phone phone, boolean before) throws IOException {
        boolean blocked = blocked(phone);
        assertThat(blocked || !before).isTrue();
        assertThat(blocked).isNotEqualTo(open(phone));
        return blocked;
    }

    private boolean blocked(Phone phone) throws IOException {
        phone.boot();
        return poll(phone).blocked();
    }

    private static boolean open(Phone phone) throws IOException {
        phone.boot();
        return Uiccs.answers(phone);
    }

    private void command(Phone phone, Instruction instruction) throws IOException {
        CommandPacket packet = operator.packet(Operator.BY_READER, instruction);
        operator.reply(operator.send(phone, packet), packet);
    }

    @Test
    void aPacketIsNeverTakenTwice() throws Exception {
        Phone phone = phone(Uiccs.policy(Mode.STATIC_KEYS));
        byte[][] sent = new byte[1][];
        everyCut(
                phone,
                torn -> {
                    sent[0] =
                            operator.write(
                                    operator.packet(Operator.BY_READER, new Instruction.Unblock()));
                    Operator.send(torn, sent[0]);
                },
                after -> {
                    CommandPacket next =
                            operator.packet(Operator.BY_READER, new Instruction.Unblock());
                    operator.send(after, next);
                    byte[] again = Operator.send(after, sent[0]);
                    assertThat(again)
                            .as("a proof without data")
                            .hasSizeLessThan(3 + 6 + 32 + 2 + 1);
                });
    }

    @Test
    void keysOfAVaultAreOldOrNew() throws Exception {
        Phone phone = phone(Uiccs.policy(Mode.STATIC_KEYS));
        boolean[] wide = new boolean[1];
        int cuts =
                everyCut(
                        phone,
                        torn -> {
                            wide[0] = !wide[0];
                            command(torn, Operator.vaultKeys(wide[0] ? 2 : 1, wide[0] ? 32 : 16));
                        },
                        after -> assertThat(open(after)).isTrue());
        assertThat(cuts).isGreaterThan(50);
    }

    @Test
    void anAuthenticationIsAcceptedOnce() throws Exception {
        Phone phone = phone(Uiccs.policy(Mode.STATIC_KEYS));
        byte[][] answer = {new byte[0]};
        int cuts =
                everyCut(
                        phone,
                        torn -> {
                            torn.boot();
                            answer[0] = torn.uicc(Uiccs.AUTHENTICATE);
                        },
                        after -> {});
        System.out.println("AUTHENTICATE: " + cuts + " cuts");
        phone.boot();
        assertThat(phone.uicc(Uiccs.AUTHENTICATE)[0])
                .as("a resynchronisation")
                .isEqualTo((byte) 0xDC);
    }

    @Test
    void filesAreOldOrNew() throws Exception {
        Phone phone = phone(Uiccs.policy(Mode.STATIC_KEYS));
        int[] turn = new int[1];
        everyCut(
                phone,
                torn -> {
                    turn[0]++;
                    torn.uicc("00A40004026F7E00");
                    torn.uicc("00D600000B" + "%02x".formatted(turn[0]).repeat(11));
                },
                after -> {
                    after.uicc("00A40004026F7E00");
                    byte[] read = after.uicc("00B000000B");
                    for (int i = 1; i < 7; i++) {
                        assertThat(read[i]).isEqualTo(read[0]);
                    }
                });
    }

    @Test
    void personalisationIsTakenUpAgain() throws Exception {
        for (int write = 1; ; write++) {
            CardLink card = SimulatedCard.tearable(power, UiccPersonalisation.installation());
            card.reset();
            power.cutAt(write);
            boolean whole;
            try {
                Uiccs.personalisation(Uiccs.policy(Mode.STATIC_KEYS)).apply(card);
                whole = true;
            } catch (IOException cut) {
                whole = false;
            }
            power.keep();
            card.reset();
            var phone = new Phone(card, null, Uiccs.IMEI);
            assertThat(Uiccs.answers(phone)).isFalse();
            if (whole) {
                break;
            }
            write += STEP;
        }
    }

    /// Personalisation has some thousand writes, most of them alike.
    private static final int STEP = 60;
}
