// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.http.Metrics;
import org.veritac.register.Decider;
import org.veritac.register.store.Register;
import org.veritac.signalling.Asker;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.diameter.Limits;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.Remote;
import org.veritac.signalling.diameter.Tls;
import org.veritac.signalling.diameter.World;
import org.veritac.signalling.n5g.Configuration;
import org.veritac.signalling.s13.IdentityCheck;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The three interfaces by which networks ask.
final class Networks implements Closeable {
    private final Settings settings;
    private final Node node;
    private final @Nullable Tls tls;
    private final org.veritac.signalling.n5g.Server n5g;
    private final org.veritac.signalling.gsup.Server gsup;
    private String where = "";

    Networks(Register register, Watch watch, Settings settings) throws IOException {
        this.settings = settings;
        Operators operators = asker -> operator(register, asker);
        Settings.Diameter diameter = settings.diameter();
        refuseSctpBesideTls(diameter);
        tls = diameter.tls() == null ? null : Pem.diameter(diameter.tls());
        node =
                new Node(
                        new org.veritac.signalling.diameter.Settings(
                                new Identity(diameter.host(), diameter.realm(), "Veritac", 0),
                                Limits.DEFAULT
                                        .withConnectionsMax(diameter.connections())
                                        .withRequestsPerSecondMax(diameter.requestsPerSecond()),
                                diameter.rules()),
                        List.of(new IdentityCheck(watch.counted("s13", register), operators)),
                        new World(System::nanoTime, Clock.systemUTC(), new SecureRandom()));
        n5g = n5g(watch.counted("n5g", register), operators);
        gsup =
                new org.veritac.signalling.gsup.Server(
                        watch.counted("gsup", register),
                        operators,
                        settings.listen().gsup().address(),
                        org.veritac.signalling.gsup.Limits.DEFAULT.withConnections(
                                settings.gsupConnections()));
    }

    private org.veritac.signalling.n5g.Server n5g(Decider decider, Operators operators) {
        Settings.N5g wanted = settings.n5g();
        var limits =
                org.veritac.signalling.n5g.Limits.DEFAULT
                        .withConnections(wanted.connections())
                        .withRequestsPerSecond(
                                wanted.requestsPerSecond(), wanted.requestsPerSecond());
        var configuration =
                Configuration.of(settings.listen().n5g().address())
                        .with(limits)
                        .withApiRoot(wanted.apiRoot());
        return new org.veritac.signalling.n5g.Server(
                decider,
                operators,
                wanted.tls() == null ? configuration : configuration.with(Pem.n5g(wanted.tls())));
    }

    /// Whose network asks, by the policy in force.
    private static String operator(Register register, Asker asker) {
        try {
            return register.peers()
                    .operatorOf(
                            asker.address(), asker.certificateName(), asker.host(), asker.realm());
        } catch (IOException e) {
            return ""; // closed: the check itself will fail and be answered so
        }
    }

    /// Takes the addresses, and connects to whom the settings say.
    void listen() throws IOException {
        Settings.Listen at = settings.listen();
        var s13 = Serving.bound("s13", at.s13(), () -> node.listen(at.s13().address(), tls));
        var taken =
                "s13="
                        + at.s13().withPort(s13.getPort()).text()
                        + " n5g="
                        + at.n5g()
                                .withPort(Serving.bound("n5g", at.n5g(), n5g::start).getPort())
                                .text()
                        + " gsup="
                        + at.gsup()
                                .withPort(Serving.bound("gsup", at.gsup(), gsup::start).getPort())
                                .text();
        if (settings.diameter().sctp()) {
            Serving.bound("s13", at.s13(), () -> node.listenSctp(s13));
        }
        for (Neighbour neighbour : settings.diameter().connect()) {
            node.connect(remote(neighbour));
        }
        where = taken;
    }

    private Remote remote(Neighbour neighbour) throws IOException {
        if (neighbour.bearer() == Remote.Bearer.SCTP) {
            Optional<String> missing = Node.sctpMissing();
            if (missing.isPresent()) {
                throw new IOException(
                        "connect to " + neighbour.where().text() + ": " + missing.get());
            }
        }
        return new Remote(neighbour.where().unresolved(), "", neighbour.bearer(), tls);
    }

    /// Over SCTP there would be DTLS, which the JDK has not; without it nothing goes out
    /// unprotected where protection is configured.
    private static void refuseSctpBesideTls(Settings.Diameter diameter) throws IOException {
        boolean sctp =
                diameter.sctp()
                        || diameter.connect().stream()
                                .anyMatch(one -> one.bearer() == Remote.Bearer.SCTP);
        if (sctp && diameter.tls() != null) {
            throw new IOException("diameter: TLS is not to be had over SCTP; choose one of them");
        }
    }

    /// Where they listen, as the ready line says it.
    String where() {
        return where;
    }

    /// Shows what they count.
    void showIn(Metrics metrics) {
        new NetworkFigures(node, n5g, gsup).showIn(metrics);
    }

    /// How many peers are there, in a few words.
    String peers() {
        return "peers s13 "
                + node.peers().size()
                + " n5g "
                + n5g.counts().connections()
                + " gsup "
                + gsup.counts().connections();
    }

    /// Changes who may connect over Diameter.
    void rules(PeerRules rules) {
        node.rules(rules);
    }

    /// Says goodbye on all three at once, each within its own bound.
    @Override
    public void close() throws IOException {
        var failures = new ArrayList<IOException>();
        var threads =
                List.of(
                        closing(node, failures),
                        closing(n5g::close, failures),
                        closing(gsup::close, failures));
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }

    private static Thread closing(Closeable face, List<IOException> failures) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        face.close();
                    } catch (IOException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                });
    }
}
