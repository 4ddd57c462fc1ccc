// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A whole load and return, byte for byte as inside the channel, for who builds the other side.
/// `-Dtest.jvm=-Dgolden.write=true` writes the file anew.
final class HandOverGolden {
    private static final String FILE = "/vectors/veritac/token-interface/load-and-return.txt";

    @Test
    void loadAndReturnAreTheseBytes() throws IOException {
        var world = new World(2026);
        var token = world.token(1);
        var handset = world.handset(1);
        var contents =
                World.contents(
                        token.id(),
                        Map.of(
                                Part.IDENTITY, World.ascii("identity"),
                                Part.ADMINISTRATION, Octets.zeros(300),
                                Part.SEQUENCE, Octets.zeros(6),
                                Part.PERSONAL, World.ascii("personal")));
        var policy = SignedPolicy.plain(token.id(), 0, Policy.DEFAULT);
        var tap = new Tap(token, handset, TokenRecord.issued(World.pin(), policy, contents));
        assertThat(tap.tap(new Wish.Load(World.PIN, Octets.NONE))).isEqualTo(Ending.LOADED);
        assertThat(tap.tap(new Wish.GiveBack(Wish.Personal.BACK_UP))).isEqualTo(Ending.RETURNED);
        var pairing = Objects.requireNonNull(tap.kept.pairing());
        var text = new ArrayList<String>();
        text.add(
                "# docs/token-interface.md, section 3: a load and a return, in clear as inside the"
                        + " channel");
        text.add(
                "# two taps; each begins with its binder and the handset's random bytes; before"
                        + " each");
        text.add(
                "# answer stand the random bytes that the token has for it. Made by HandOverGolden."
                        + " Apache-2.0");
        text.add("token.id = " + hex(token.id().octets()));
        text.add("handset.id = " + hex(handset.id().octets()));
        text.add("pair.key = " + hex(pairing.key().octets()));
        contents.parts().forEach((part, bytes) -> text.add(part + " = " + hex(bytes)));
        text.addAll(tap.transcript);
        if (Boolean.getBoolean("golden.write")) {
            Files.write(Path.of("src/test/resources" + FILE), text);
        }
        try (var in = HandOverGolden.class.getResourceAsStream(FILE)) {
            var golden =
                    new String(
                            Objects.requireNonNull(in).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            assertThat(List.of(golden.split("\n"))).isEqualTo(text);
        }
    }

    private static String hex(Octets octets) {
        return HexFormat.of().formatHex(octets.bytes());
    }
}
