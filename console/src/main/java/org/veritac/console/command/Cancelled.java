// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

/// Whoever asked for the work wants it no more; thrown through it by the progress it reports to.
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Cancelled() {
        super("cancelled: nothing has changed", null, false, false);
    }
}
