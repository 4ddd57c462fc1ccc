// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Probe;

/// A transport that keeps the bounds of messages, as SCTP does.
final class S13OverMessagesTest extends S13Contract {
    @Override
    Probe open(Node node) {
        return Probe.memory(node);
    }
}
