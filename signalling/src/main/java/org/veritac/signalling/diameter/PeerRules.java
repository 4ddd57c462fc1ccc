// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may connect, and who may speak for others.
///
/// @param hosts the Diameter identities that are admitted; empty for all
/// @param addresses the addresses that are admitted; empty for all
/// @param agents the Diameter identities that pass on requests of others, though they do not
///   advertise relay
public record PeerRules(Set<String> hosts, Set<InetAddress> addresses, Set<String> agents) {
    /// Everybody may connect; only relays may speak for others.
    public static final PeerRules OPEN = new PeerRules(Set.of(), Set.of(), Set.of());

    public PeerRules {
        hosts = lowered(hosts);
        addresses = Set.copyOf(addresses);
        agents = lowered(agents);
    }

    private static Set<String> lowered(Set<String> names) {
        return names.stream().map(PeerRules::lower).collect(Collectors.toUnmodifiableSet());
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean admits(InetAddress address) {
        return addresses.isEmpty() || addresses.contains(address);
    }

    boolean admits(String host) {
        return hosts.isEmpty() || hosts.contains(lower(host));
    }

    boolean isAgent(String host) {
        return agents.contains(lower(host));
    }
}
