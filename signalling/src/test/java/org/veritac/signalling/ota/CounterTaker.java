// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import java.io.IOException;
import java.nio.file.Path;

/// A process that takes counters and says each, as a gateway that sends without end. To be killed.
final class CounterTaker {
    private CounterTaker() {}

    public static void main(String[] arguments) throws IOException {
        try (var store = CardStore.open(Path.of(arguments[0]), Desk.master())) {
            for (int i = 0; i < 100_000; i++) {
                long counter = store.next(Desk.ANNA.iccid()).orElseThrow().value();
                System.out.println(counter);
                System.out.flush();
            }
        }
    }
}
