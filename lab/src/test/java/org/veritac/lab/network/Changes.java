// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Verdict;

import java.io.IOException;

/// Changes of one kind, made one after the other until the server is killed.
abstract class Changes implements Runnable {
    private static final String IMSI = "001010123456789";

    private volatile @Nullable Throwable failure;

    /// Makes one change, and writes down before it what is tried and behind it what was
    /// acknowledged.
    ///
    /// @throws IOException when the server has gone
    abstract void change() throws IOException;

    @Override
    public void run() {
        try {
            while (true) {
                change();
            }
        } catch (IOException e) {
            return; // killed
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    /// Shows what went wrong besides the kill.
    void rethrow() {
        Throwable known = failure;
        if (known != null) {
            throw new AssertionError(known);
        }
    }

    static boolean isBlack(Mme mme, String imei) throws IOException {
        Answer answer = mme.ask(new Question(imei, null, IMSI));
        if (!answer.means(Verdict.BLACK) && !answer.means(Verdict.WHITE)) {
            throw new AssertionError("answered " + answer.words());
        }
        return answer.means(Verdict.BLACK);
    }
}
