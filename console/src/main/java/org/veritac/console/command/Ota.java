// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;

/// The commands about subscribers' cards.
@Command(
        name = "ota",
        header = "Reach subscribers' cards over the air: who has one, check, block, unblock.",
        description = {
            "Cards that secure the IMEI report by short message to the gateway of a running serve"
                    + " whose configuration has serve.ota.number. These commands go through it."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac ota cards cards.csv",
            "  ./veritac ota tell 001010123456789 poll",
            "  ./veritac ota tell 001010123456789 block --text \"Call your operator\""
        })
final class Ota {}
