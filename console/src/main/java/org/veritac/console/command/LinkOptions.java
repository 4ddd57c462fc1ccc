// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.ListName;
import org.veritac.register.files.Line;
import org.veritac.register.files.ListFile;
import org.veritac.register.files.ListFormat;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.LinkedHashMap;

/// What `link` and `unlink` take.
final class LinkOptions {
    @Parameters(index = "0", paramLabel = "IMEI", description = "One IMEI of the device.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "IMEI", description = "Another one.")
    private String other = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Whose statement (default: local).")
    private String source = "local";

    @Option(names = "--json", description = "Print the position as JSON.")
    private boolean json;

    String source() {
        return source;
    }

    boolean json() {
        return json;
    }

    /// The link, or what is wrong with it.
    Line read() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("imei", one);
        fields.put("imei2", other);
        return ListFile.row(ListFormat.full(ListName.LINKS), fields);
    }
}
