// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a file system template creates, and with which defaults (annex A of the specification).
///
/// @param oid its identifier
/// @param tag of the profile element that uses it
/// @param createsAll whether files that the element does not name are created too
/// @param files in the order of the element's fields
record Template(String oid, int tag, boolean createsAll, List<FileDefault> files) {
    /// The tag of the first file in an element: header and template identifier stand before.
    static final int FIRST_FILE = 2;

    /// No count, length, short identifier or file identifier.
    static final int NONE = -1;

    private static final String TABLE = "templates.txt";
    private static final Map<String, Template> KNOWN = read();

    /// What a file is.
    enum Kind {
        MF,
        DF,
        ADF,
        TR,
        LF,
        CY,
        BT;

        boolean isDirectory() {
            return switch (this) {
                case MF, DF, ADF -> true;
                case TR, LF, CY, BT -> false;
            };
        }
    }

    /// One line of the table.
    ///
    /// @param id file identifier, or [#NONE]
    /// @param count of records, or [#NONE]
    /// @param length of the file or of each record, or [#NONE]
    /// @param access record of the EF_ARR
    /// @param sfi short identifier, 0 for none
    /// @param fill what it is filled with first
    record FileDefault(
            String field,
            int id,
            Kind kind,
            int count,
            int length,
            int access,
            int sfi,
            Fill fill) {}

    static Optional<Template> find(String oid) {
        return Optional.ofNullable(KNOWN.get(oid));
    }

    static List<Template> all() {
        return List.copyOf(KNOWN.values());
    }

    /// The tag of a field in the element.
    int tag(String field) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).field().equals(field)) {
                return FIRST_FILE + i;
            }
        }
        throw new IllegalArgumentException("no " + field + " in " + oid);
    }

    private static Map<String, Template> read() {
        String text;
        try (InputStream in = Template.class.getResourceAsStream(TABLE)) {
            text = new String(Objects.requireNonNull(in, TABLE).readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new AssertionError("the table is a part of this program", e);
        }
        var known = new HashMap<String, Template>();
        List<FileDefault> files = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" +");
            if (words[0].equals("template")) {
                files = new ArrayList<>();
                boolean all = words[3].equals("all");
                known.put(words[1], new Template(words[1], Integer.parseInt(words[2]), all, files));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                files.add(file(words));
            }
        }
        known.replaceAll((oid, all) ->
                new Template(oid, all.tag(), all.createsAll(), List.copyOf(all.files())));
        return known;
    }

    private static FileDefault file(String[] words) {
        return new FileDefault(
                words[0],
                words[1].equals("-") ? NONE : Integer.parseInt(words[1], 16),
                Kind.valueOf(words[2]),
                number(words[3], NONE),
                number(words[4], NONE),
                number(words[5], NONE),
                number(words[6], 0),
                words[7].equals("-") ? Fill.ERASED : Fill.parse(words[7]));
    }

    private static int number(String word, int otherwise) {
        return word.equals("-") ? otherwise : Integer.parseInt(word);
    }
}
