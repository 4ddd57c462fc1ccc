// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The way to a radio network: frames as bytes, each way in order.
public interface RadioLink extends Closeable {
    /// Sends one frame.
    ///
    /// @throws IOException when there is no network any more
    void send(byte[] frame) throws IOException;

    /// The next frame of the network; empty when none comes in that time.
    ///
    /// @throws IOException when there is no network any more
    Optional<byte[]> receive(Duration patience) throws IOException;
}
