// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import org.veritac.lab.story.Cards;
import org.veritac.lab.story.Nation;
import org.veritac.lab.story.Stories;
import org.veritac.lab.token.ServeToken;
import org.veritac.lab.token.SignOrder;
import org.veritac.lab.truth.Clones;
import org.veritac.lab.truth.Truth;

import picocli.CommandLine.Command;

/// What the lab can do besides measuring.
@Command(
        name = "lab",
        header = "Try the register from outside.",
        description = {
            "Starts servers of its own on free ports; what is served elsewhere is left alone."
        },
        footer = {"", "Example:", "  ./veritac lab truth --rows 100000"},
        subcommands = {
            Truth.class,
            Clones.class,
            Stories.class,
            Cards.class,
            Nation.class,
            ServeToken.class,
            SignOrder.class
        })
final class Lab {
    private Lab() {}
}
