// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.identity.ImsiRange;
import org.veritac.register.Lift;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.policy.Operator;
import org.veritac.register.policy.PeerMatch;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.Rule;
import org.veritac.register.policy.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a policy as the section of the configuration file that reads as it.
final class PolicyLines {
    private PolicyLines() {}

    static String of(Policy policy) {
        var lines = new ArrayList<String>();
        lines.add("policy:");
        lines.add("  mode: " + policy.mode().name().toLowerCase(Locale.ROOT));
        lines.add("  reasons:");
        for (Reason reason : Reason.values()) {
            if (reason != Reason.NONE) {
                lines.add("    " + reason.text() + ": " + rule(policy.rule(reason)));
            }
        }
        lines.add("  sources:" + (policy.sources().isEmpty() ? " {}" : ""));
        new TreeMap<>(policy.sources())
                .forEach((name, source) -> lines.add("    " + name + ": " + source(source)));
        lines.add("  operators:" + (policy.operators().isEmpty() ? " {}" : ""));
        new TreeMap<>(policy.operators())
                .forEach((name, operator) -> lines.addAll(operator(name, operator)));
        lines.add(
                "  second-person: {reasons: "
                        + list(policy.secondPerson().reasons().stream().sorted().map(Reason::text))
                        + ", imports: "
                        + policy.secondPerson().imports()
                        + "}");
        return String.join("\n", lines) + "\n";
    }

    private static String rule(Rule rule) {
        Verdict listed = rule.listed();
        return "{answer: "
                + (listed == null ? "listed" : word(listed))
                + ", found: "
                + word(rule.found())
                + ", lifted-by: "
                + list(rule.liftedBy().stream().sorted().map(Lift::text))
                + "}";
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String source(Source source) {
        return "{operators: "
                + list(source.operators().stream().sorted().map(PolicyLines::quoted))
                + ", reasons: "
                + list(source.reasons().stream().sorted().map(Reason::text))
                + "}";
    }

    private static List<String> operator(String name, Operator operator) {
        var lines = new ArrayList<String>();
        lines.add("    " + name + ":");
        Stream<String> home =
                operator.home().stream().map(ImsiRange::digits).map(PolicyLines::quoted);
        lines.add("      home: " + list(home));
        lines.add("      peers:" + (operator.peers().isEmpty() ? " []" : ""));
        operator.peers().forEach(peer -> lines.add("        - {" + peer(peer) + "}"));
        return lines;
    }

    private static String peer(PeerMatch peer) {
        return switch (peer) {
            case PeerMatch.Host(String name) -> "host: " + quoted(name);
            case PeerMatch.Realm(String name) -> "realm: " + quoted(name);
            case PeerMatch.Certificate(String name) -> "certificate: " + quoted(name);
            case PeerMatch.Address(var network, int prefix) ->
                    "address: " + quoted(network.getHostAddress() + "/" + prefix);
        };
    }

    private static String list(Stream<String> items) {
        return items.collect(Collectors.joining(", ", "[", "]"));
    }

    /// In double quotes, as YAML reads JSON's strings.
    private static String quoted(String text) {
        return "\"" + Text.plain(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
