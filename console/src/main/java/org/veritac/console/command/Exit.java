// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

/// The exit codes of all commands.
public final class Exit {
    /// It is done, or the answer is yes.
    public static final int DONE = 0;

    /// The answer is no; nothing has changed.
    public static final int NO = 1;

    /// The command line is not understood.
    public static final int USAGE = 2;

    /// Something broke: a disk, a file, a network.
    public static final int FAILURE = 3;

    private Exit() {}
}
