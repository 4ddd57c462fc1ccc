// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.veritac.register.Decider;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.diameter.Limits;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.Settings;
import org.veritac.signalling.diameter.World;
import org.veritac.signalling.n5g.Configuration;
import org.veritac.signalling.s13.IdentityCheck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Random;

@Timeout(60)
final class UnavailableScenario {
    private static final Question QUESTION =
            new Question("35209900176148", null, "001010123456789");
    private static final InetSocketAddress FREE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void eachInterfaceSaysThatTheRegisterCannotAnswer() throws Exception {
        says(check -> {
            throw new IOException("the disk is gone");
        });
    }

    @Test
    void andSoItDoesWhenTheRegisterHasABug() throws Exception {
        says(check -> {
            throw new IllegalStateException("a broken assumption");
        });
    }

    /// On one connection and twice: a failure is no reason to hang up.
    private static void says(Decider failing) throws Exception {
        try (var node = node(failing);
                var n5g =
                        new org.veritac.signalling.n5g.Server(
                                failing, Operators.NONE, Configuration.of(FREE));
                var gsup =
                        new org.veritac.signalling.gsup.Server(
                                failing,
                                Operators.NONE,
                                FREE,
                                org.veritac.signalling.gsup.Limits.DEFAULT);
                var mme = Mme.connect(node.listen(FREE), "mme");
                var amf = Amf.of(n5g.start());
                var msc = Msc.connect(gsup.start(), "msc")) {
            for (int i = 0; i < 2; i++) {
                assertThat(mme.ask(QUESTION)).isEqualTo(Answer.of("5012"));
                Answer answer = amf.ask(QUESTION);
                assertThat(answer.words()).matches("50[03] [A-Z_]+");
                assertThat(answer.isError()).isTrue();
                assertThat(msc.ask(QUESTION).words()).matches("CHECK_IMEI_ERROR 0x[0-9a-f]{2}");
            }
        }
    }

    private static Node node(Decider failing) {
        String realm = "epc.mnc001.mcc001.3gppnetwork.org";
        return new Node(
                new Settings(
                        new Identity("eir." + realm, realm, "Veritac", 0),
                        Limits.DEFAULT,
                        PeerRules.OPEN),
                List.of(new IdentityCheck(failing, Operators.NONE)),
                new World(System::nanoTime, Clock.systemUTC(), new Random(1)));
    }
}
