// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/// Writes a JSON array, one element on each line, as long as it may be.
final class Rows {
    private final PrintWriter out;
    private boolean begun;

    Rows(PrintWriter out) {
        this.out = out;
    }

    void add(JsonNode node) {
        out.println(begun ? "," : "[");
        out.print(Json.text(node));
        begun = true;
    }

    void end() {
        out.println(begun ? "\n]" : "[]");
    }
}
