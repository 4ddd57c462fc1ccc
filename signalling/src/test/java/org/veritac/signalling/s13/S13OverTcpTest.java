// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

final class S13OverTcpTest extends S13Contract {
    @Override
    Probe open(Node node) throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Probe.tcp(node.listen(any));
    }
}
