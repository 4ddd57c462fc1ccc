// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The calls that make a real clock, real randomness, a thread or a look at the environment. Only
/// `console`, `lab` and the handset's `Main` make these; everybody else is given them.
final class World {
    private static final Set<String> MAKERS = Set.of("console", "lab");
    private static final String HANDSET = "org.veritac.handset.Main";
    private static final String CLOCK = "take a Clock in the constructor";
    private static final String RANDOM =
            "take a RandomGenerator or SecureRandom in the constructor";
    private static final String SETTING = "take the setting in the constructor";
    private static final Map<String, String> CALLS =
            Map.ofEntries(
                    Map.entry("Instant.now", CLOCK),
                    Map.entry("LocalDate.now", CLOCK),
                    Map.entry("LocalDateTime.now", CLOCK),
                    Map.entry("OffsetDateTime.now", CLOCK),
                    Map.entry("ZonedDateTime.now", CLOCK),
                    Map.entry("System.currentTimeMillis", CLOCK),
                    Map.entry("Clock.systemUTC", CLOCK),
                    Map.entry("Clock.systemDefaultZone", CLOCK),
                    Map.entry("Math.random", RANDOM),
                    Map.entry("ThreadLocalRandom.current", RANDOM),
                    Map.entry("UUID.randomUUID", RANDOM),
                    Map.entry("System.getenv", SETTING),
                    Map.entry("System.getProperty", SETTING),
                    Map.entry("System.exit", "return, or throw"));
    private static final Map<String, String> TYPES =
            Map.of(
                    "SecureRandom", RANDOM,
                    "Random", RANDOM,
                    "Thread", "take a ThreadFactory or an Executor in the constructor");

    private World() {}

    static List<Complaint> isMadeByConsoleAndLab(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        tree.main()
                .filter(file -> !MAKERS.contains(file.module()))
                .filter(file -> !file.qualifiedName().equals(HANDSET))
                .forEach(file -> new Calls(file, complaints).scan(file.unit(), null));
        return complaints;
    }

    private static final class Calls extends TreeScanner<Void, Void> {
        private final SourceFile file;
        private final List<Complaint> complaints;

        Calls(SourceFile file, List<Complaint> complaints) {
            this.file = file;
            this.complaints = complaints;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String name = call.getMethodSelect().toString();
            // `Instant.now(clock)` asks a clock that was given.
            boolean given = name.endsWith(".now") && !call.getArguments().isEmpty();
            if (!given) {
                complain(call, name, CALLS.get(name));
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String name = made.getIdentifier().toString();
            complain(made, "new " + name, TYPES.get(name));
            return super.visitNewClass(made, null);
        }

        private void complain(Tree tree, String what, @Nullable String advice) {
            if (advice != null) {
                complaints.add(file.complain(tree, what + ": " + advice));
            }
        }
    }
}
