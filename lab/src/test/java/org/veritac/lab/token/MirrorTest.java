// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.memory.Change;
import org.veritac.handset.memory.MemoryAnchor;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// What a handset does not do.
final class MirrorTest {
    private static final int GIVE_BACK = 0x40;
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final byte[] NO = {0x69, (byte) 0x85};

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private final ReferenceToken token = token(maker);
    private TestHandset handset;

    @BeforeEach
    void make() throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
        handset = new TestHandset(kit, directory, clock, random);
    }

    private ReferenceToken token(TokenMaker factory) {
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        var made = factory.token(issue).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        return new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
    }

    private HandOver.Result tap(CardLink card) throws IOException {
        return handset.mirror.tap(card, TestHandset.load("1234"), Medium.SLOT, handset);
    }

    @Test
    void anEmptyOneIsNoCard() throws IOException {
        var sim = handset.mirror.sim();
        assertThat(sim.reset()).containsExactly(0x3B, 0);
        assertThat(sim.transmit(HexFormat.of().parseHex("00A4000C023F00"))).isEqualTo(NO);
        handset.tap(token, TestHandset.load("1234"));
        assertThat(sim.reset()).hasSizeGreaterThan(2);
        handset.tap(token, BACK);
        assertThat(sim.transmit(HexFormat.of().parseHex("00A4000C023F00"))).isEqualTo(NO);
    }

    @Test
    void aCardThatIsNoTokenIsLeftAlone() throws IOException {
        assertThat(tap(handset.mirror.sim())).isEqualTo(new HandOver.Result.NoToken());
        assertThat(handset.phase()).isEqualTo(HandsetPhase.EMPTY);
    }

    @Test
    void aTokenOfAnotherMakerIsNotOpened() throws IOException {
        var stranger = token(new TokenMaker(clock, random));
        assertThat(tap(stranger)).isInstanceOf(HandOver.Result.NotOpened.class);
        assertThat(handset.phase()).isEqualTo(HandsetPhase.EMPTY);
    }

    @Test
    void aLoadedOneServesNoOtherToken() throws IOException {
        handset.tap(token, TestHandset.load("1234"));
        assertThat(handset.tap(token(maker), TestHandset.load("1234")))
                .isEqualTo(Ending.OTHER_TOKEN);
        assertThat(handset.tap(token(maker), BACK)).isEqualTo(Ending.OTHER_TOKEN);
        assertThat(home.accepts(handset.mirror.sim())).isTrue();
    }

    @Test
    void aLockedOneDropsNothing() throws IOException {
        handset.tap(token, TestHandset.load("1234"));
        assertThat(handset.mirror.drop()).isEqualTo(Ending.HANDSET_LOCKED);
        assertThat(handset.phase()).isEqualTo(HandsetPhase.ACTIVE);
        assertThat(home.accepts(handset.mirror.sim())).isTrue();
    }

    @Test
    void anOrderThatNobodySignedIsRefused() throws IOException {
        handset.tap(token, TestHandset.load("1234"));
        for (int bytes : new int[] {0, 1, 200, 100_000}) {
            assertThat(handset.mirror.order(Octets.zeros(bytes))).isEqualTo(Ending.ORDER_REFUSED);
        }
        assertThat(handset.phase()).isEqualTo(HandsetPhase.ACTIVE);
    }

    /// The SIM is asked by the modem while the same handset gives its subscription back.
    @Test
    void noAuthenticationFromTheFirstWordOfAReturn() throws IOException {
        handset.tap(token, TestHandset.load("1234"));
        var sim = handset.mirror.sim();
        int[] asked = new int[1];
        var watched =
                new CardLink() {
                    @Override
                    public byte[] reset() {
                        return token.reset();
                    }

                    @Override
                    public byte[] transmit(byte[] command) throws IOException {
                        if (asked[0] > 0 || (command[1] & 0xFF) == GIVE_BACK) {
                            asked[0]++;
                            clock.pass();
                            assertThat(home.accepts(sim)).isFalse();
                        }
                        return token.transmit(command);
                    }

                    @Override
                    public void close() {}
                };
        assertThat(handset.tap(watched, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(asked[0]).isGreaterThan(3);
        assertThat(home.accepts(token)).isTrue();
    }

    @Test
    void anUnknownRecordOpensNothing() throws IOException {
        var disk = new MemoryDisk();
        var anchor = new MemoryAnchor(random);
        try (var memory = opened(anchor, disk)) {
            memory.commit(new Change().put("record", new byte[] {9, 9, 9}));
        }
        try (var memory = opened(anchor, disk)) {
            var kit = maker.handset(new Imei(35_693_803_564_382L), 0);
            var runner =
                    new Runner(Path.of("java"), directory, Duration.ofSeconds(1), Runnable::run);
            var personal = new PersonalStore(directory);
            assertThatIOException()
                    .isThrownBy(() ->
                            Mirror.open(
                                    new Mirror.Body(
                                            kit, memory, disk, personal, runner, clock, random)))
                    .withMessageContaining("another version");
        }
    }

    private static ProtectedMemory opened(MemoryAnchor anchor, MemoryDisk disk) throws IOException {
        var opening = ProtectedMemory.open(anchor, disk);
        assertThat(opening).isInstanceOf(Opening.Open.class);
        return ((Opening.Open) opening).memory();
    }
}
