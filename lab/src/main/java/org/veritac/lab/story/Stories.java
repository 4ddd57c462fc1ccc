// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `./veritac lab story NAME | all | --list`.
@Command(
        name = "story",
        description = {
            "Plays stories of the secured IMEI over real sockets, and of personal tokens over their"
                    + " APDUs; 1 when a promise fails."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac lab story --list",
            "  ./veritac lab story reprogrammed --html story.html",
            "  ./veritac lab story torn-transfer --brief",
            "  ./veritac lab story all --brief --certificates"
        })
public final class Stories implements Callable<Integer> {
    private static final String ALL = "all";
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A story, or all.")
    private String name = "";

    @Option(names = "--list", description = "Names every story, with what it promises.")
    private boolean list;

    @Option(
            names = "--certificates",
            description = {
                "Cards go by certificates (SCP11a) instead of static keys (SCP03); tokens always"
                        + " do."
            })
    private boolean certificates;

    @Option(names = "--brief", description = "Leaves out what is in each message.")
    private boolean brief;

    @Option(names = "--html", paramLabel = "FILE", description = "Also draws it into a web page.")
    private Path html = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (list) {
            Repertoire.ALL.forEach(
                    story -> System.out.printf("%-20s %s%n", story.name(), story.promise()));
            return 0;
        }
        List<Story> chosen =
                Repertoire.ALL.stream()
                        .filter(story -> name.equals(ALL) || story.name().equals(name))
                        .toList();
        if (chosen.isEmpty()) {
            System.err.println("no such story; lab story --list names them");
            return WRONG_USE;
        }
        var played = new ArrayList<Played>();
        for (Story story : chosen) {
            Played one = story.play(certificates);
            one.print(System.out, !brief);
            played.add(one);
        }
        if (!html.toString().isEmpty()) {
            Files.writeString(html, Page.of(played));
        }
        return played.stream().allMatch(Played::holds) ? 0 : FAILED;
    }
}
