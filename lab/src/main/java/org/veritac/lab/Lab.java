// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import org.veritac.lab.truth.Truth;

import picocli.CommandLine.Command;

/// What the lab can do besides measuring.
@Command(name = "lab", description = "Tries the register from outside.", subcommands = Truth.class)
final class Lab {
    private Lab() {}
}
