// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;

/// The commands on the country's picture.
@Command(
        name = "analytics",
        header =
                "Draw the country's picture: operators' triplets in, rules, lists and reports out.",
        description = {
            "import takes the files of operators and authorities, with DIRBS's formats and checks."
                    + " classify applies the conditions of a YAML file, lists writes what operators"
                    + " get, publish puts it in force in the register, report says what a regulator"
                    + " publishes. generate makes a nation to try it with."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics generate nation --seed 1 --subscribers 20000",
            "  ./veritac analytics import tac nation/gsma_tac.txt",
            "  ./veritac analytics report country --html country.html"
        })
final class Analytics {}
