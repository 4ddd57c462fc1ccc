// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// What was asked of a subscription so far, as far as [Limits] count it. It is to be stored before
/// an answer is given out.
///
/// @param window the newest window anything was counted in
/// @param gsmInWindow answers to GSM challenges in that window
/// @param gsmInAll answers to GSM challenges ever
/// @param failuresInWindow failed authentications in that window
/// @param failuresInAll failed authentications ever
public record Attempts(
        long window, int gsmInWindow, long gsmInAll, int failuresInWindow, long failuresInAll) {
    /// Of a subscription nobody has used.
    public static final Attempts NONE = new Attempts(0, 0, 0, 0, 0);

    public Attempts {
        if (gsmInWindow < 0 || gsmInAll < 0 || failuresInWindow < 0 || failuresInAll < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
    }

    /// As they stand in a window. One that lies before the newest, as after a clock was turned
    /// back, opens nothing.
    Attempts in(long now) {
        return now > window ? new Attempts(now, 0, gsmInAll, 0, failuresInAll) : this;
    }

    boolean allowsGsm(Limits limits) {
        return gsmInWindow < limits.gsmInWindow() && gsmInAll < limits.gsmInAll();
    }

    boolean allowsAuthentication(Limits limits) {
        return failuresInWindow < limits.failuresInWindow()
                && failuresInAll < limits.failuresInAll();
    }

    Attempts withGsm() {
        return new Attempts(window, gsmInWindow + 1, gsmInAll + 1, failuresInWindow, failuresInAll);
    }

    Attempts withFailure() {
        return new Attempts(window, gsmInWindow, gsmInAll, failuresInWindow + 1, failuresInAll + 1);
    }

    /// What two holders of one subscription were asked between them, when one took it over from the
    /// other: count by count the higher.
    public Attempts joined(Attempts other) {
        return new Attempts(
                Math.max(window, other.window),
                Math.max(gsmInWindow, other.gsmInWindow),
                Math.max(gsmInAll, other.gsmInAll),
                Math.max(failuresInWindow, other.failuresInWindow),
                Math.max(failuresInAll, other.failuresInAll));
    }
}
