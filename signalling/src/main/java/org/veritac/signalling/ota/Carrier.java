// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.signalling.smpp.ShortMessage;
import org.veritac.signalling.smpp.Submission;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Takes short messages to subscribers: an SMPP client, or something else that can.
@FunctionalInterface
public interface Carrier {
    /// Hands a message over.
    ///
    /// @param validity how long it shall be tried
    /// @return what becomes of it; never fails otherwise
    CompletableFuture<Submission> submit(ShortMessage message, Duration validity);
}
