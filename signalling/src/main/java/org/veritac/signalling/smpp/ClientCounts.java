// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// What a [Client] does and has done since its start.
///
/// @param bound whether it is bound now
/// @param binds how often it was
/// @param queued how many messages wait
/// @param taken how many messages and receipts its inbox took
/// @param refused how many deliveries were refused: malformed, or the inbox was full
public record ClientCounts(boolean bound, long binds, int queued, long taken, long refused) {}
