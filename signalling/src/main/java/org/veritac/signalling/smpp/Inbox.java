// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// Who takes what an SMSC delivers. Called from several threads; an implementation does not keep
/// them for long.
public interface Inbox {
    /// A message came in.
    ///
    /// @return false when it cannot be taken now: the SMSC keeps it and tries again
    boolean take(ShortMessage message);

    /// A message that was submitted is done with.
    void take(Receipt receipt);
}
