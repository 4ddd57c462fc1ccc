// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the connections of one node share.
final class Context {
    final Identity identity;
    final Limits limits;
    final World world;
    final Answers answers;
    final Capabilities capabilities;
    final Dictionary dictionary;
    final Admission admission;
    final Tally tally = new Tally();
    final Peers peers;
    final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Application[] applications;
    private volatile PeerRules rules;
    private volatile boolean closing;

    Context(Settings settings, List<Application> applications, World world) {
        identity = settings.identity();
        limits = settings.limits();
        rules = settings.rules();
        this.world = world;
        this.applications = applications.toArray(Application[]::new);
        answers = new Answers(identity);
        int started = (int) world.clock().instant().getEpochSecond();
        capabilities = new Capabilities(identity, applications, answers, started);
        Dictionary all = Dictionary.BASE;
        for (Application one : applications) {
            all = all.and(one.dictionary());
        }
        dictionary = all;
        admission = new Admission(limits.requestsPerSecondMax(), now());
        peers = new Peers(identity.host());
    }

    long now() {
        return world.nanoTime().getAsLong();
    }

    PeerRules rules() {
        return rules;
    }

    void rules(PeerRules changed) {
        rules = changed;
    }

    /// Whether the node is on its way out: no new connections.
    boolean isClosing() {
        return closing;
    }

    void startClosing() {
        closing = true;
    }

    @Nullable Application application(int id) {
        for (Application one : applications) {
            if (one.id() == id) {
                return one;
            }
        }
        return null;
    }

    boolean isStateless(int id) {
        Application application = application(id);
        return application != null && application.isStateless();
    }
}
