// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.report.Mode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A relay that damages what it carries: each byte of each message between UICC and vault changed,
/// each message cut short, repeated, or in another's place. The gate stays closed.
final class DamagedRelayScenario {
    /// A change of the n-th message, in one direction.
    private static final class At implements UnaryOperator<byte[]> {
        private final int message;
        private final UnaryOperator<byte[]> change;
        private int seen;

        At(int message, UnaryOperator<byte[]> change) {
            this.message = message;
            this.change = change;
        }

        @Override
        public byte[] apply(byte[] bytes) {
            return seen++ == message ? change.apply(bytes) : bytes;
        }
    }

    /// What one boot exchanges with the vault.
    private static final class Recorded {
        final List<byte[]> commands = new ArrayList<>();
        final List<byte[]> answers = new ArrayList<>();

        static Recorded of(Phone phone) throws IOException {
            var recorded = new Recorded();
            phone.toVault = bytes -> keep(recorded.commands, bytes);
            phone.fromVault = bytes -> keep(recorded.answers, bytes);
            phone.boot();
            assertThat(Uiccs.answers(phone)).isTrue();
            return recorded;
        }

        private static byte[] keep(List<byte[]> list, byte[] bytes) {
            list.add(bytes.clone());
            return bytes;
        }
    }

    /// An undamaged boot before, so that the vault never asks for patience in the damaged one.
    private static void boot(Phone phone, UnaryOperator<byte[]> to, UnaryOperator<byte[]> from)
            throws IOException {
        phone.toVault = bytes -> bytes;
        phone.fromVault = bytes -> bytes;
        phone.boot();
        phone.toVault = to;
        phone.fromVault = from;
        phone.boot();
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    /// Whether a byte of a command is its Le: how much of an answer is wanted says nothing of what
    /// it is.
    private static boolean isExpectedLength(byte[] command, int at) {
        boolean behindData = command.length > 5 && command.length == 6 + (command[4] & 0xFF);
        return at == command.length - 1 && (behindData || command.length == 5);
    }

    /// Whether a command is one before the channel, to which the vault nevertheless said what it
    /// says to the right one: then nothing was damaged.
    private static boolean isSame(Phone phone, Recorded recorded, int message) {
        byte ins = recorded.commands.get(message)[1];
        boolean before = ins == (byte) 0xA4 || ins == 0x22 || ins == (byte) 0xCA || ins == 0x2A;
        boolean clear = recorded.commands.get(message)[0] != (byte) 0x84;
        return before
                && clear
                && Arrays.equals(phone.answers.get(message), recorded.answers.get(message));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyByteCounts(Mode mode) throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(mode));
        Recorded recorded = Recorded.of(phone);
        int step = mode == Mode.STATIC_KEYS ? 1 : STEP;
        for (int message = 0; message < recorded.commands.size(); message++) {
            byte[] command = recorded.commands.get(message);
            for (int at = 0; at < command.length; at += step) {
                int place = at;
                boot(phone, new At(message, bytes -> flip(bytes, place)), bytes -> bytes);
                if (!isExpectedLength(command, at) && !isSame(phone, recorded, message)) {
                    assertClosed(phone, "command", message, at);
                }
            }
            for (int at = 0; at < recorded.answers.get(message).length; at += step) {
                int place = at;
                boot(phone, bytes -> bytes, new At(message, bytes -> flip(bytes, place)));
                assertClosed(phone, "answer", message, at);
            }
        }
        boot(phone, bytes -> bytes, bytes -> bytes);
        assertThat(Uiccs.answers(phone)).as("nothing of it stays").isTrue();
    }

    /// With certificates each boot costs signatures: every third byte there.
    private static final int STEP = 3;

    private static void assertClosed(Phone phone, String what, int message, int at)
            throws IOException {
        assertThat(Uiccs.answers(phone)).as("%s %d byte %d", what, message, at).isFalse();
    }

    @Test
    void everyMessageCutShortOrLengthened() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        Recorded recorded = Recorded.of(phone);
        for (int message = 0; message < recorded.answers.size(); message++) {
            int length = recorded.answers.get(message).length;
            for (int keep = 0; keep < length; keep++) {
                int bytes = keep;
                boot(phone, all -> all, new At(message, all -> Arrays.copyOf(all, bytes)));
                assertClosed(phone, "answer cut", message, keep);
            }
            boot(phone, all -> all, new At(message, all -> Arrays.copyOf(all, all.length + 1)));
            assertClosed(phone, "answer longer", message, length);
        }
    }

    @Test
    void everyMessageInThePlaceOfEveryOther() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        Recorded old = Recorded.of(phone);
        for (int message = 0; message < old.answers.size(); message++) {
            for (int other = 0; other < old.answers.size(); other++) {
                byte[] answer = old.answers.get(other);
                byte[] command = old.commands.get(other);
                boolean same =
                        (message < 2 || answer.length == 2)
                                && Arrays.equals(answer, old.answers.get(message));
                boot(phone, all -> all, new At(message, all -> answer));
                assertThat(Uiccs.answers(phone)).as("%d for %d", other, message).isEqualTo(same);
                boot(phone, new At(message, all -> command), all -> all);
                // What comes before its time is refused with the word by which the vault asks for
                // patience: INITIALIZE UPDATE is sent again, and all is as it should be.
                boolean patience = message == 2 && other > 2;
                boolean replaced = patience || (message < 2 && other == message);
                assertThat(Uiccs.answers(phone))
                        .as("%d for %d", other, message)
                        .isEqualTo(replaced);
            }
        }
    }

    @Test
    void everyMessageTwice() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        Recorded old = Recorded.of(phone);
        int encrypted = old.commands.size() - 2;
        for (int message = encrypted; message < old.commands.size(); message++) {
            boot(phone, new At(message, all -> twice(phone, all)), all -> all);
            assertClosed(phone, "command twice", message, 0);
        }
    }

    private static byte[] twice(Phone phone, byte[] command) {
        try {
            Objects.requireNonNull(phone.vault).transmit(command);
        } catch (IOException e) {
            throw new AssertionError("the vault is a simulated card", e);
        }
        return command;
    }

    @Test
    void everyTerminalResponseTwiceOrDamaged() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        for (int message = 0; message < 7; message++) {
            for (int at = 0; at < 12; at++) {
                int place = at;
                phone.response =
                        new At(message, all -> place < all.length ? flip(all, place) : new byte[1]);
                phone.boot();
                // Devices are not looked at, and "performed" is so with any remark.
                boolean harmless = (at >= 5 && at < 9) || at == 11;
                if (!harmless) {
                    assertClosed(phone, "terminal response", message, at);
                }
            }
        }
    }
}
