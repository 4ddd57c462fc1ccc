// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.console.http.Metrics;
import org.veritac.console.http.Metrics.Family;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Totals;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the three interfaces count, as figures.
///
/// @param node S13
/// @param n5g N5g-eir
/// @param gsup GSUP
record NetworkFigures(
        Node node, org.veritac.signalling.n5g.Server n5g, org.veritac.signalling.gsup.Server gsup) {

    void showIn(Metrics metrics) {
        metrics.watchPeers(this::peersByState);
        metrics.gauges(
                new Family("veritac_connections", "Connections now", "interface"),
                this::connections);
        metrics.counters(
                new Family(
                        "veritac_connections_turned_away",
                        "Connections closed at once: too many, or not admitted",
                        "interface"),
                this::turnedAway);
        metrics.counters(
                new Family(
                        "veritac_diameter_events",
                        "accepted and cut-off: connections; overload (3004), failure (5012) and"
                                + " bug: answers",
                        "event"),
                this::diameterEvents);
        metrics.counters(
                new Family("veritac_n5g_answers", "Answers by HTTP status", "status"),
                this::n5gAnswers);
        metrics.counters(
                new Family("veritac_gsup_answers", "Answers: ack, nack or error", "answer"),
                this::gsupAnswers);
    }

    private Map<String, Long> peersByState() {
        return node.peers().stream()
                .collect(
                        Collectors.groupingBy(
                                peer -> peer.state().toString().toLowerCase(Locale.ROOT),
                                Collectors.counting()));
    }

    private Map<String, Long> connections() {
        return Map.of(
                "s13", (long) node.peers().size(),
                "n5g", (long) n5g.counts().connections(),
                "gsup", (long) gsup.counts().connections());
    }

    private Map<String, Long> turnedAway() {
        return Map.of(
                "s13", node.totals().turnedAway(),
                "n5g", n5g.counts().refused(),
                "gsup", gsup.counts().turnedAway());
    }

    private Map<String, Long> diameterEvents() {
        Totals totals = node.totals();
        return Map.of(
                "accepted", totals.accepted(),
                "cut-off", totals.cutOff(),
                "overload", totals.overloads(),
                "failure", totals.failures(),
                "bug", totals.bugs());
    }

    private Map<String, Long> n5gAnswers() {
        var byStatus = new TreeMap<String, Long>();
        n5g.counts().answers().forEach((status, count) -> byStatus.put(status.toString(), count));
        return byStatus;
    }

    private Map<String, Long> gsupAnswers() {
        var counts = gsup.counts();
        return Map.of(
                "ack", counts.acknowledged(), "nack", counts.refused(), "error", counts.errors());
    }
}
