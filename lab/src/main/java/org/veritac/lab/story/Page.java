// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Stories as one web page that needs nothing else: a sequence diagram to scroll and click.
final class Page {
    private static final String TEMPLATE = "page.html";
    private static final String PLACE = "/*STORIES*/[]";

    private Page() {}

    static String of(List<Played> stories) throws IOException {
        String list =
                stories.stream().map(Page::story).collect(Collectors.joining(",\n", "[\n", "\n]"));
        try (InputStream in = Page.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IOException("the template of the page is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(PLACE, list);
        }
    }

    private static String story(Played played) {
        String actors = played.actors().stream().map(Page::quoted).collect(Collectors.joining(","));
        String lines =
                played.transcript().lines().stream()
                        .map(Page::line)
                        .collect(Collectors.joining(",\n"));
        return """
        {"name":%s,"promise":%s,"holds":%s,"actors":[%s],"lines":[
        %s]}\
        """
                .formatted(
                        quoted(played.story().name()),
                        quoted(played.story().promise()),
                        played.holds(),
                        actors,
                        lines);
    }

    private static String line(Line line) {
        return switch (line) {
            case Line.Sent(var from, var to, var title, var details) ->
                    "{\"from\":%s,\"to\":%s,\"title\":%s,\"details\":[%s]}"
                            .formatted(
                                    quoted(from),
                                    quoted(to),
                                    quoted(title),
                                    details.stream()
                                            .map(Page::quoted)
                                            .collect(Collectors.joining(",")));
            case Line.Said(var text) -> "{\"text\":%s}".formatted(quoted(text));
            case Line.Promised(var text, var holds) ->
                    "{\"text\":%s,\"holds\":%s}".formatted(quoted(text), holds);
        };
    }

    /// A string of JSON that also cannot end the script it stands in.
    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(sign -> {
                    if (sign < ' ' || sign == '"' || sign == '\\' || sign == '<' || sign > '~') {
                        quoted.append("\\u%04x".formatted(sign));
                    } else {
                        quoted.append((char) sign);
                    }
                });
        return quoted.append('"').toString();
    }
}
