// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.veritac.lab.network.Console.Said;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks with the command `check`, as the operator's staff do.
public final class Clerk implements Network {
    private static final Pattern VERDICT = Pattern.compile("\"verdict\"\\s*:\\s*\"([A-Z]+)\"");

    private final Path data;

    private Clerk(Path data) {
        this.data = data;
    }

    /// One that asks the `serve` of a directory.
    public static Clerk at(Path data) {
        return new Clerk(data);
    }

    @Override
    public Answer ask(Question question) throws IOException {
        var words = new ArrayList<>(List.of("check", question.digits(), "--json"));
        if (question.imsi() != null) {
            words.addAll(List.of("--imsi", question.imsi()));
        }
        Said said = Console.inServer(data, words.toArray(String[]::new));
        Matcher matcher = VERDICT.matcher(said.out());
        if (!matcher.find()) {
            return Answer.of("exit code " + said.code());
        }
        Verdict verdict = Verdict.valueOf(matcher.group(1));
        int code =
                switch (verdict) {
                    case WHITE, GREY -> 0;
                    case BLACK, UNKNOWN -> 1;
                };
        String answer = verdict + ", exit code " + said.code();
        return said.code() == code ? Answer.of(answer, verdict) : Answer.of(answer);
    }

    @Override
    public void close() {}
}
