// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.register.ListName;

import java.io.IOException;

/// No bytes make a reader of list files fail in another way than by refusing the file. Run as a
/// fuzz test with `JAZZER_FUZZ=1`; otherwise the seeds are read as ordinary tests.
class ListFileFuzz {
    @FuzzTest
    void colour(byte[] bytes) throws IOException {
        read(bytes, ListName.BLACK);
    }

    @FuzzTest
    void pairs(byte[] bytes) throws IOException {
        read(bytes, ListName.PAIRS);
    }

    @FuzzTest
    void subscribers(byte[] bytes) throws IOException {
        read(bytes, ListName.IMSI);
    }

    @FuzzTest
    void links(byte[] bytes) throws IOException {
        read(bytes, ListName.LINKS);
    }

    @FuzzTest
    void models(byte[] bytes) throws IOException {
        read(bytes, ListName.TAC);
    }

    private static void read(byte[] bytes, ListName list) throws IOException {
        for (ListFormat format : new ListFormat[] {ListFormat.full(list), ListFormat.delta(list)}) {
            try {
                var lines = Reading.lines(bytes, format);
                if (lines.size() > bytes.length) {
                    throw new AssertionError("more rows than bytes");
                }
            } catch (ListFileRefused e) {
                if (e.getMessage() == null) {
                    throw new AssertionError("a refusal without a word", e);
                }
            }
        }
    }
}
