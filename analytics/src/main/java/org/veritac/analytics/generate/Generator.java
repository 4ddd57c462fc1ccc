// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Writes a nation into a folder: a file a month and operator, lists, `region.yaml`, `truth.csv`,
/// `conditions.yaml` with the standard conditions, and when asked for `events_YYYYMMDD.csv`.
public final class Generator {
    private static final int REPORT_EVERY = 1 << 14;

    private Generator() {}

    /// Writes all files.
    ///
    /// @param folder made when it is not there; files of the same names are replaced
    /// @param watcher is told how many subscribers are done
    /// @return how many rows the operators' files have
    public static long write(Nation nation, Path folder, Watcher watcher) throws IOException {
        Files.createDirectories(folder);
        Population population = new Population(nation.days());
        SplittableRandom root = new SplittableRandom(nation.seed());
        try (UsageFiles usage = new UsageFiles(folder, nation);
                ListFiles lists = new ListFiles(folder, nation)) {
            int subscribers = 0;
            for (int unit = 0; subscribers < nation.subscribers(); unit++) {
                SplittableRandom random = root.split();
                Role role = Role.of(random.nextInt(Role.ALL));
                List<Life> lives = population.unit(role, random);
                for (Life life : lives) {
                    usage.life(life, random);
                }
                lists.unit(role, lives, unit, random);
                subscribers += sims(lives);
                if ((unit & (REPORT_EVERY - 1)) == 0) {
                    watcher.at(subscribers, nation.subscribers());
                }
            }
            lists.models(population.plan().blocks());
            Files.writeString(folder.resolve("region.yaml"), Operators.yaml());
            Files.writeString(folder.resolve("conditions.yaml"), Operators.yaml() + standard());
            return usage.rows();
        }
    }

    /// Block `conditions` of a configuration, with a line for each standard condition.
    ///
    /// @throws IOException when it is not on the class path
    private static String standard() throws IOException {
        try (InputStream in = Generator.class.getResourceAsStream("conditions.yaml")) {
            if (in == null) {
                throw new IOException("the standard conditions are not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int sims(List<Life> lives) {
        Set<String> sims = new HashSet<>();
        lives.forEach(life -> sims.add(life.sim().imsi()));
        return Math.max(1, sims.size());
    }

    /// Is told how far it is.
    @FunctionalInterface
    public interface Watcher {
        /// Called now and then.
        void at(long done, long total);
    }
}
