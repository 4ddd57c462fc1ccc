// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;

import java.util.List;

/// An operator whose network asks.
///
/// @param name its name in the policy and in `--as`
/// @param home its own networks and those it treats as such, by IMSI prefix; empty: nobody is a
///   visitor
/// @param peers how its nodes are recognised
public record Operator(String name, List<ImsiRange> home, List<PeerMatch> peers) {

    public Operator {
        home = List.copyOf(home);
        peers = List.copyOf(peers);
    }

    /// Whether a subscriber comes from elsewhere.
    public boolean isVisitor(Imsi imsi) {
        for (ImsiRange network : home) {
            if (network.contains(imsi)) {
                return false;
            }
        }
        return !home.isEmpty();
    }
}
