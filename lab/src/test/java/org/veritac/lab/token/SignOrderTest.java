// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.applications.Activation;
import org.veritac.handset.applications.Application;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.identity.Imei;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.TokenVisit;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SignOrderTest {
    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private TokenFolder folder;
    private ReferenceToken token;
    private TestHandset phone;

    @BeforeEach
    void issue() throws IOException {
        var carried = Application.signed("greeting", new byte[20], maker.operatorKey());
        var issue =
                new TokenMaker.Issue(ServeToken.trial(random), "1234", "12345678", Policy.DEFAULT);
        var made = maker.token(issue, TokenMaker.Extras.NONE.with(List.of(carried))).orElseThrow();
        folder = new TokenFolder(directory.resolve("token"));
        folder.make(made, maker.operatorKey(), List.of());
        var around = new ReferenceToken.Surroundings(clock, random);
        token = new ReferenceToken(folder.kit(), folder.kept(), folder::keep, around);
        DeviceKit kit = maker.handset(new Imei(35_693_803_564_380L), 0);
        phone = new TestHandset(kit, directory.resolve("phone"), clock, random);
    }

    private int type(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--data");
        all.add(directory.resolve("token").toString());
        return new CommandLine(new SignOrder())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
    }

    private Octets order(String kind) throws IOException {
        return Octets.of(Files.readAllBytes(directory.resolve("token/" + kind + ".order")));
    }

    private boolean isTaken(String kind) throws IOException {
        var request = new Request.Deliver(order(kind));
        var purpose = new TokenVisit.Purpose(Optional.of(request), false, phone.mirror.now());
        return phone.mirror.visit(token, purpose)
                        instanceof TokenVisit.Result.Spoken(_, _, var answer, _)
                && answer.equals(new Answer.Fine());
    }

    @Test
    void reclaimsWhatWasHandedOver() throws IOException {
        assertThat(type("reclaim")).isOne();
        phone.tap(token, TestHandset.load("1234"));
        assertThat(type("reclaim")).isZero();
        assertThat(isTaken("reclaim")).isTrue();
        assertThat(token.record().phase()).isEqualTo(TokenPhase.FREE);
        assertThat(directory.resolve("token/reclaim.order.der")).isNotEmptyFile();
        assertThat(phone.tap(token, TestHandset.RESUME)).isEqualTo(Ending.RETIRED);
        assertThat(phone.tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
    }

    @Test
    void releasesThePhoneThatWasLoaded() throws IOException {
        assertThat(type("release")).isOne();
        phone.tap(token, TestHandset.load("1234"));
        assertThat(type("release")).isZero();
        assertThat(phone.mirror.order(order("release"))).isEqualTo(Ending.TERMINATED);
    }

    @Test
    void activatesWhatTheTokenCarries() throws IOException {
        assertThat(type("activate", "other", "--counter", "7")).isOne();
        assertThat(type("activate", "greeting", "--counter", "7")).isZero();
        var command = Activation.read(order("activate").bytes()).orElseThrow();
        assertThat(command.name()).isEqualTo("greeting");
        assertThat(command.counter()).isEqualTo(7);
    }

    @Test
    void changesThePolicy() throws IOException {
        assertThat(type("policy", "--number", "2", "--return-on-tap", "--media", "usb")).isZero();
        assertThat(isTaken("policy")).isTrue();
        assertThat(token.record().policy().policy().returnOnTap()).isTrue();
        assertThat(isTaken("policy")).isFalse();
    }
}
