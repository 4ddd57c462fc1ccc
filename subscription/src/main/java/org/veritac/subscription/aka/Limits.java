// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// How often a subscription lets itself be asked for what proves nothing about the asker. COMP128
/// version 1 gives Ki away after some 10^5 chosen challenges, and a failed authentication is a
/// guess at somebody's keys.
///
/// A window is an hour for a holder with a clock. One without takes whatever number rises and no
/// stranger can drive, such as SEQ of the highest sequence number accepted: only the home network
/// opens a new window then.
///
/// @param gsmInWindow answers to GSM challenges in one window, 0 or more
/// @param gsmInAll answers to GSM challenges in a lifetime, 0 or more
/// @param failuresInWindow failed authentications in one window, 1 or more
/// @param failuresInAll failed authentications in a lifetime, 1 or more
public record Limits(int gsmInWindow, long gsmInAll, int failuresInWindow, long failuresInAll) {
    /// A phone that is used all day stays far below; an attack on COMP128 version 1 ends before it
    /// has the key.
    public static final Limits STANDARD = new Limits(120, 65_536, 60, 65_536);

    public Limits {
        if (gsmInWindow < 0 || gsmInAll < 0 || failuresInWindow < 1 || failuresInAll < 1) {
            throw new IllegalArgumentException("no negative limits");
        }
    }
}
