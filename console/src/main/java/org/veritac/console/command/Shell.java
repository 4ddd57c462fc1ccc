// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import java.io.OutputStream;
import java.nio.file.Path;

/// The process in which a command was typed.
///
/// @param out standard output
/// @param err standard error
/// @param terminal whether a person watches standard error
/// @param folder the current folder
/// @param user who is logged in
public record Shell(
        OutputStream out, OutputStream err, boolean terminal, Path folder, String user) {}
