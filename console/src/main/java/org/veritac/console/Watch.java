// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.register.Decider;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/// What stands around the interfaces of a `serve`: it counts what they decide, and shows how things
/// stand over HTTP.
interface Watch extends Closeable {
    /// The decider that an interface is to ask.
    ///
    /// @param face the interface: s13, n5g or gsup
    Decider counted(String face, Decider decider);

    /// Shows what it knows at an address.
    ///
    /// @return the address, with the port taken
    InetSocketAddress listen(InetSocketAddress address) throws IOException;

    /// What was decided since it was last asked, in a few words.
    String lately();
}
