// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Cluster;

import java.io.OutputStream;
import java.nio.file.Path;

/// The process in which a command was typed.
///
/// @param out standard output
/// @param err standard error
/// @param terminal whether a person watches standard error
/// @param folder the current folder
/// @param user who is logged in
/// @param cluster that this program was started with; null for none
public record Shell(
        OutputStream out,
        OutputStream err,
        boolean terminal,
        Path folder,
        String user,
        @Nullable Cluster cluster) {
    /// A process without a cluster.
    public Shell(OutputStream out, OutputStream err, boolean terminal, Path folder, String user) {
        this(out, err, terminal, folder, user, null);
    }

    /// The same with another standard output.
    public Shell to(OutputStream other) {
        return new Shell(other, err, terminal, folder, user, cluster);
    }
}
