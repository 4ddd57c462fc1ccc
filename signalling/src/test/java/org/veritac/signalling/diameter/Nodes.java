// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Nodes for tests, with short timers.
public final class Nodes {
    public static final String HOST = "eir.epc.mnc001.mcc001.3gppnetwork.org";
    public static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";
    public static final Identity IDENTITY = new Identity(HOST, REALM, "Veritac", 0);

    /// Short, but not so short that a busy machine trips over them.
    public static final Limits LIMITS =
            new Limits(
                    4096,
                    0,
                    Duration.ofMillis(1500),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(1500),
                    Duration.ofMillis(50),
                    Duration.ofMillis(200));

    private Nodes() {}

    public static World world() {
        return new World(System::nanoTime, Clock.systemUTC(), new Random(1));
    }

    public static Limits watchdog(Duration tw) {
        return new Limits(
                4096,
                0,
                LIMITS.greeting(),
                LIMITS.write(),
                tw,
                LIMITS.goodbye(),
                LIMITS.retryMin(),
                LIMITS.retryMax());
    }

    public static Node of(Application application) {
        return of(IDENTITY, LIMITS, PeerRules.OPEN, application);
    }

    public static Node of(
            Identity identity, Limits limits, PeerRules rules, Application application) {
        return new Node(new Settings(identity, limits, rules), List.of(application), world());
    }
}
