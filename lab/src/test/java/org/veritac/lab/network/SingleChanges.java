// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Blocks devices one by one, and lets some go again.
final class SingleChanges extends Changes {
    private final Path data;
    private final SplittableRandom random;

    /// Whether a device is blocked, as was acknowledged last.
    private final Map<String, Boolean> acknowledged = new LinkedHashMap<>();

    private @Nullable String tried;
    private int changes;
    private int open;

    SingleChanges(Path data, SplittableRandom random) {
        this.data = data;
        this.random = random;
    }

    @Override
    void change() throws IOException {
        List<String> blocked = new ArrayList<>();
        acknowledged.forEach((imei, black) -> {
            if (black) {
                blocked.add(imei);
            }
        });
        boolean remove = !blocked.isEmpty() && random.nextInt(3) == 0;
        String imei =
                remove
                        ? blocked.get(random.nextInt(blocked.size()))
                        : "352000%08d".formatted(acknowledged.size());
        tried = imei;
        var said =
                Console.inServer(
                        data, remove ? "remove" : "add", "black", imei, "--source", "single");
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        acknowledged.put(imei, !remove);
        tried = null;
        changes++;
    }

    /// Every acknowledged change is there. The one under way has happened or not.
    void verify(Mme mme) throws IOException {
        for (var each : acknowledged.entrySet()) {
            if (!each.getKey().equals(tried)) {
                assertThat(isBlack(mme, each.getKey())).isEqualTo(each.getValue());
            }
        }
        if (tried != null) {
            acknowledged.put(tried, isBlack(mme, tried));
            tried = null;
            open++;
        }
    }

    String summary() {
        return changes + " single changes acknowledged, " + open + " under way";
    }
}
