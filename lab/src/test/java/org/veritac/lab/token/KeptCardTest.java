// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.lab.card.SimulatedCard;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Policy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;

/// A simulated card over the end of its process.
final class KeptCardTest {
    private final SecureRandom random = new SecureRandom();
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private final ChipToken token = made();
    private byte[] disk = token.card().memory();
    private boolean diskIsFull;
    private int writes;

    private ChipToken made() {
        var maker = new TokenMaker(Clock.systemUTC(), random);
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        try {
            return maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private KeptCard started() throws IOException {
        SimulatedCard card = ChipToken.remembering(token.id(), disk);
        var kept = new KeptCard(card, this::write);
        kept.reset();
        return kept;
    }

    private void write(byte[] memory) throws IOException {
        if (diskIsFull) {
            throw new IOException("no space");
        }
        writes++;
        disk = memory.clone();
    }

    @Test
    void remembersWhatItAcceptedAndWritesNothingForAQuestion() throws IOException {
        assertThat(home.accepts(started())).isTrue();
        assertThat(writes).isPositive();
        assertThat(home.acceptsAgain(started())).isFalse();
        var card = started();
        int before = writes;
        Home.send(card, "00A4000C022FE2");
        assertThat(Home.send(card, "00B000000A")).hasSize(12);
        assertThat(writes).isEqualTo(before);
        assertThat(home.accepts(started())).isTrue();
        assertThat(home.resynchronised).isZero();
    }

    /// No answer goes out that the disk does not know of, and the card is as the disk has it.
    @Test
    void answersNothingThatCouldNotBeKept() throws IOException {
        var card = started();
        byte[] before = disk.clone();
        diskIsFull = true;
        assertThatThrownBy(() -> home.accepts(card)).hasMessage("no space");
        assertThatThrownBy(() -> Home.send(card, "00B000000A")).hasMessageContaining("no power");
        diskIsFull = false;
        card.reset();
        assertThat(disk).isEqualTo(before);
        assertThat(home.acceptsAgain(card)).as("it was never answered").isTrue();
    }

    @Test
    void anImageOfSomethingElseIsRefused() {
        var id = token.id();
        assertThatThrownBy(() -> ChipToken.remembering(id, Arrays.copyOf(disk, disk.length + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another applet");
        assertThatThrownBy(() -> ChipToken.remembering(id, Arrays.copyOf(disk, disk.length - 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> ChipToken.remembering(id, new byte[disk.length]))
                .isInstanceOf(IOException.class);
    }
}
