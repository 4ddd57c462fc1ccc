// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;

/// The commands about the journal.
@Command(
        name = "journal",
        header = "Show the end of the journal, or verify all of it.",
        description = {
            "Every change is one record, chained by hash. journal head prints position and hash, to"
                    + " be kept elsewhere; journal verify walks along the chain."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac journal head > head-2026-01-31",
            "  ./veritac journal verify --head head-2026-01-31"
        })
final class Journal {}
