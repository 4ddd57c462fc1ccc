// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.memory.Pkcs11Anchor;
import org.veritac.handset.memory.StreamTpmLink;
import org.veritac.handset.memory.TpmAnchor;
import org.veritac.handset.trial.Swtpm;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.TokenPhase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `./veritac token ... --memory` with a TPM in software and with SoftHSM (Debian packages swtpm
/// and softhsm2): a subscription comes, answers, goes back, and an older copy of the disk brings
/// nothing back.
@Tag("interop")
@Timeout(120)
final class MemoryByCommandScenario {
    private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Path SETTINGS = Path.of("target", "softhsm2.conf").toAbsolutePath();
    private static final String PIN = "123456";

    @TempDir private Path folder;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private final TokenMaker.Token made =
            maker.token(new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT))
                    .orElseThrow();
    private final ReferenceToken token =
            new ReferenceToken(
                    made.kit(),
                    made.kept(),
                    _ -> {},
                    new ReferenceToken.Surroundings(clock, random));

    private HandsetByCommand handset(List<String> memory) throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
        return new HandsetByCommand(folder, kit, memory);
    }

    @Test
    void aTpmKeepsASubscriptionAndForgetsItForGood() throws Exception {
        assumeTrue(Swtpm.isInstalled(), "swtpm is not installed");
        Path state = Files.createDirectory(folder.resolve("tpm"));
        try (var tpm = Swtpm.start(state)) {
            var handset = handset(List.of("--memory", "tpm:127.0.0.1:" + tpm.port()));
            goesToAndFro(
                    handset,
                    disk -> {
                        var wire = new Socket(InetAddress.getLoopbackAddress(), tpm.port());
                        return TpmAnchor.open(StreamTpmLink.over(wire), 0, disk, random);
                    },
                    List.of("TPM", "rollback proof"));
        }
    }

    @Test
    void aPkcs11TokenKeepsASubscriptionAndForgetsItForGood() throws Exception {
        assumeTrue(Files.exists(SOFTHSM), "softhsm2 is not installed");
        Files.writeString(
                SETTINGS,
                "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n"
                        .formatted(Files.createDirectory(folder.resolve("softhsm"))));
        assertThat(System.getenv("SOFTHSM2_CONF")).isEqualTo(SETTINGS.toString());
        Peer.say(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "veritac",
                "--pin",
                PIN,
                "--so-pin",
                "654321");
        var handset = handset(List.of("--memory", "pkcs11:" + SOFTHSM, "--memory-pin", PIN));
        goesToAndFro(
                handset,
                _ -> Pkcs11Anchor.open(SOFTHSM, 0, PIN.toCharArray(), random),
                List.of("SoftHSM", "keys inside"));
    }

    private void goesToAndFro(
            HandsetByCommand handset, HandsetByCommand.Way way, List<String> protection)
            throws Exception {
        var loaded = handset.load(token);
        assertThat(loaded.code()).as(loaded.toString()).isZero();
        assertThat(home.accepts(token)).isFalse();
        handset.use(way, sim -> assertThat(home.accepts(sim)).isTrue());

        var status = handset.say("status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("active").contains(protection);
        assertThat(status.out()).contains("those of Milenage never leave it");

        var image = Image.of(handset.data);
        var returned = handset.sayAt(token, "return");
        assertThat(returned.code()).as(returned.toString()).isZero();
        assertThat(token.record().phase()).isEqualTo(TokenPhase.FREE);
        assertThat(home.accepts(token)).isTrue();

        var after = Image.of(handset.data);
        image.restore();
        var refused = handset.say("status");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("older than the protected memory remembers");
        var again = handset.load(token);
        assertThat(again.code()).isEqualTo(1);
        assertThat(token.record().phase()).isEqualTo(TokenPhase.FREE);

        after.restore();
        assertThat(handset.say("status").out()).contains("empty");
        isLoadedAnew(handset, way);

        image.restore();
        assertThat(handset.say("start-over").code()).isEqualTo(2);
        var emptied = handset.say("start-over", "--lose-subscription");
        assertThat(emptied.code()).as(emptied.toString()).isZero();
        handset.use(way, sim -> assertThat(home.accepts(sim)).isFalse());
        assertThat(handset.say("start-over", "--lose-subscription").code()).isEqualTo(1);
    }

    private void isLoadedAnew(HandsetByCommand handset, HandsetByCommand.Way way) throws Exception {
        var anew = handset.load(token);
        assertThat(anew.code()).as(anew.toString()).isZero();
        handset.use(way, sim -> assertThat(home.accepts(sim)).isTrue());
    }

    @Test
    void aPortThatIsNoneIsAMistakeOfTheCommandLine() throws IOException {
        for (String port : List.of("x", "", "65536", "-1")) {
            var said = handset(List.of("--memory", "tpm:127.0.0.1:" + port)).say("status");
            assertThat(said.code()).as(port).isEqualTo(2);
            assertThat(said.err()).contains("no port " + port);
        }
    }

    /// A copy of all files of a folder, as a backup takes one.
    private record Image(Path folder, Map<Path, String> files) {
        static Image of(Path folder) throws IOException {
            var files = new TreeMap<Path, String>();
            try (var all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    files.put(folder.relativize(file), HexFormat.of().formatHex(bytes));
                }
            }
            return new Image(folder, files);
        }

        void restore() throws IOException {
            try (var all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            for (var file : files.entrySet()) {
                Files.write(
                        folder.resolve(file.getKey()), HexFormat.of().parseHex(file.getValue()));
            }
        }
    }
}
