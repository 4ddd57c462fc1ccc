// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import java.io.Closeable;
import java.io.IOException;

/// A node of a network that asks one check after the other.
public interface Network extends Closeable {
    /// Asks, and waits for the answer.
    ///
    /// @throws IOException when the register has gone, or does not answer as its protocol wants
    Answer ask(Question question) throws IOException;
}
