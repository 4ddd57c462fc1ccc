// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a package in ASN.1 value notation, read without any of the code under test: lines
/// of `name '...'H` and the braces around them.
final class ValueNotation {
    private static final Pattern ELEMENT =
            Pattern.compile("(?m)^value\\d+ ProfileElement ::= (\\S+) : \\{$");
    private static final Pattern FIELD = Pattern.compile("(?ms)^  (\\S+) \\{\\n(.*?)^  \\}");
    private static final Pattern STEP =
            Pattern.compile(
                    "(?ms)(fillFileOffset) : (\\d+)|(fillFileContent|filePath) : '([0-9A-F]*)'H"
                            + "|(fileDescriptor|createFCP) : \\{\\n(.*?)^\\s*\\}(?=,?\\n)");

    private ValueNotation() {}

    /// One file.
    ///
    /// @param element name of the element it is in
    /// @param field its name there; empty in file management
    /// @param path where it is, as far as the notation says it: directory of file management,
    ///   otherwise its identifier only
    /// @param fills content at its offset
    record NotedFile(
            String element, String field, String path, String attributes, List<Noted> fills) {
        /// The value of an attribute in hexadecimal digits; null when it is not said.
        @Nullable String attribute(String name) {
            Matcher found = Pattern.compile("\\b" + name + " '([0-9A-F]*)'H").matcher(attributes);
            return found.find() ? found.group(1) : null;
        }
    }

    /// Bytes at an offset, in hexadecimal digits.
    record Noted(int offset, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    static List<NotedFile> read(String withReturns) {
        String text = withReturns.replace("\r", "");
        var files = new ArrayList<NotedFile>();
        Matcher element = ELEMENT.matcher(text);
        int from = -1;
        String name = "";
        while (element.find()) {
            if (from >= 0) {
                files.addAll(element(name, text.substring(from, element.start())));
            }
            name = element.group(1);
            from = element.end();
        }
        files.addAll(element(name, text.substring(from)));
        return files;
    }

    private static List<NotedFile> element(String name, String body) {
        if (name.equals("genericFileManagement")) {
            return steps(name, "", body);
        }
        var files = new ArrayList<NotedFile>();
        Matcher field = FIELD.matcher(body);
        while (field.find()) {
            if (field.group(2).contains("fileDescriptor : {")) {
                files.addAll(steps(name, field.group(1), field.group(2)));
            }
        }
        return files;
    }

    private static List<NotedFile> steps(String element, String field, String body) {
        var files = new ArrayList<NotedFile>();
        String directory = "";
        int offset = 0;
        Matcher step = STEP.matcher(body);
        while (step.find()) {
            if (step.group(1) != null) {
                offset += Integer.parseInt(step.group(2));
            } else if ("filePath".equals(step.group(3))) {
                directory = step.group(4);
            } else if (step.group(3) != null) {
                files.getLast().fills().add(new Noted(offset, step.group(4)));
                offset += step.group(4).length() / 2;
            } else {
                offset = 0;
                var attributes = step.group(6);
                Matcher id = Pattern.compile("fileID '([0-9A-F]{4})'H").matcher(attributes);
                String path = directory + (id.find() ? id.group(1) : "");
                files.add(new NotedFile(element, field, path, attributes, new ArrayList<>()));
            }
        }
        return files;
    }
}
