// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

/// What runs commands that come in over the socket.
@FunctionalInterface
public interface Work {
    /// Runs one command to its end.
    ///
    /// @param who the caller, as the kernel says
    /// @return the exit code
    int run(Request request, String who, Link link);
}
