// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.smartcard.ApduException;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A vault between a good module and someone on the wire: every byte of every message changed, cut
/// off, repeated, out of order. It refuses, tells little, and is as good as before.
final class HostileWireTest {
    /// What a vault says to a wrong command; only 6982, 6988 and 6300 once a channel was begun.
    private static final Set<Integer> TOLD =
            Set.of(
                    0x6300, 0x6700, 0x6982, 0x6985, 0x6988, 0x6A80, 0x6A82, 0x6A86, 0x6A88, 0x6D00,
                    0x6E00, 0x6883, 0x6884, 0x6999);

    /// Fewer failures in a row than a vault slows down for.
    private static final int FAILURES_FREE = 7;

    private final CardLink card = Vaults.fresh();
    private final byte[] point = Vaults.personalise(card);
    private final KeyPair own = Curve.pair();
    private int changes;
    private final byte[] certificate = Vaults.MODULES.draft(Curve.point(own)).sign();

    HostileWireTest() throws IOException, ApduException {}

    /// One conversation from a reset on; true when the IMEI came out as it is.
    @FunctionalInterface
    private interface Talk {
        byte[] over(CardLink link) throws IOException, ApduException;
    }

    private byte[] withKeys(CardLink link) throws IOException, ApduException {
        link.reset();
        var host = new YubicoHost(link);
        host.environment(Vaults.ICCID);
        host.openStatic(Vaults.OPERATOR, Vaults.moduleKeys(Vaults.OPERATOR, 16));
        return host.send(0xCA, 0xDF21, new byte[0]);
    }

    private byte[] withCertificates(CardLink link) throws IOException, ApduException {
        link.reset();
        var host = new YubicoHost(link);
        host.openMutual(point, own, certificate);
        return host.send(0xCA, 0xDF21, new byte[0]);
    }

    @Test
    void everyByteOfAStaticKeyChannelMatters() throws IOException, ApduException {
        everyByteMatters(this::withKeys);
    }

    @Test
    void everyByteOfACertificateChannelMatters() throws IOException, ApduException {
        everyByteMatters(this::withCertificates);
    }

    private void everyByteMatters(Talk talk) throws IOException, ApduException {
        var listener = Meddler.listening(card);
        talk.over(listener);
        for (int victim = 0; victim < listener.commands().size(); victim++) {
            int length = listener.commands().get(victim).length;
            for (int at = 0; at < length; at++) {
                int place = at;
                fails(talk, victim, command -> List.of(flipped(command, place)), at == length - 1);
            }
        }
        assertThat(talk.over(card)).isEqualTo(VaultByYubicoTest.RELEASED);
    }

    private static byte[] flipped(byte[] command, int at) {
        command[at] ^= (byte) (1 << at % 8);
        return command;
    }

    /// The conversation fails at the change, or at the latest when the IMEI is asked for.
    ///
    /// @param mayPass the length that is expected is nobody's secret
    private void fails(Talk talk, int victim, Meddler.Change change, boolean mayPass)
            throws IOException, ApduException {
        var meddler = new Meddler(card, victim, change);
        boolean read;
        try {
            read = Arrays.equals(talk.over(meddler), VaultByYubicoTest.RELEASED);
        } catch (ApduException | IOException e) {
            read = false;
        } catch (IllegalArgumentException
                | UnsupportedOperationException
                | IndexOutOfBoundsException e) {
            // So Yubico's host says that an answer is malformed, and that a card has no channels.
            read = false;
        }
        assertThat(read).as("command %d", victim).isEqualTo(read && mayPass);
        var told = new TreeSet<>(meddler.statuses());
        told.removeAll(TOLD);
        told.remove(0x9000);
        assertThat(told).as("told after a change to command %d", victim).isEmpty();
        if (++changes % FAILURES_FREE == 0) {
            // A success in between, before failures slow the card down.
            withKeys(card);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException, ApduException {
        for (Talk talk : List.<Talk>of(this::withKeys, this::withCertificates)) {
            var listener = Meddler.listening(card);
            talk.over(listener);
            for (int victim = 0; victim < listener.commands().size(); victim++) {
                int length = listener.commands().get(victim).length;
                for (int end = 0; end < length; end += end < 8 ? 1 : 5) {
                    int bytes = end;
                    fails(talk, victim, command -> List.of(shortened(command, bytes)), true);
                }
            }
            assertThat(talk.over(card)).isEqualTo(VaultByYubicoTest.RELEASED);
        }
    }

    /// Cut off, with a length that says so where it has one.
    private static byte[] shortened(byte[] command, int bytes) {
        byte[] out = Arrays.copyOf(command, bytes);
        if (bytes > 5) {
            out[4] = (byte) (bytes - 5);
        }
        return out;
    }

    @Test
    void repeatedAndReorderedCommandsAreRefused() throws IOException, ApduException {
        for (Talk talk : List.<Talk>of(this::withKeys, this::withCertificates)) {
            var listener = Meddler.listening(card);
            talk.over(listener);
            List<byte[]> old = new ArrayList<>(listener.commands());
            int opening = old.size() - 2;
            for (int victim = opening; victim < old.size(); victim++) {
                fails(talk, victim, command -> List.of(command, command), false);
                for (byte[] other : old) {
                    // A certificate shown again is a new beginning, and as good as the first.
                    boolean again = other[1] == 0x2A;
                    fails(talk, victim, command -> List.of(other, command), again);
                    fails(talk, victim, command -> List.of(other), false);
                }
            }
            assertThat(talk.over(card)).isEqualTo(VaultByYubicoTest.RELEASED);
        }
    }

    @Test
    void withoutAChannelThereIsNoImei() throws IOException {
        card.reset();
        for (int cla : new int[] {0x00, 0x80, 0x84, 0x04, 0x90, 0x94}) {
            byte[] answer =
                    card.transmit(new byte[] {(byte) cla, (byte) 0xCA, (byte) 0xDF, 0x21, 0});
            assertThat(answer).hasSize(2).isNotEqualTo(new byte[] {(byte) 0x90, 0});
        }
    }
}
