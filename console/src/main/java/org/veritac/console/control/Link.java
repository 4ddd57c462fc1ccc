// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.io.OutputStream;

/// The way back to whoever asked for a command. Writing fails once the caller has gone.
public interface Link {
    /// The caller's standard output.
    OutputStream out();

    /// The caller's standard error.
    OutputStream err();

    /// Says how far the work is.
    void step(String stage, long done, long total);

    /// Whether the caller has asked to stop, or has gone.
    boolean isCancelled();
}
