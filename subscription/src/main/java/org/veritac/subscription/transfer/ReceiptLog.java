// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;

/// The check of a log of receipts: its numbers, its chain, its signatures, and that it tells a
/// story which can have happened. A log may begin later than at 1, where the device dropped the
/// oldest.
public final class ReceiptLog {
    private ReceiptLog() {}

    /// What is wrong.
    public enum Flaw {
        /// The key did not sign this receipt: changed, or of somebody else.
        SIGNATURE,
        /// A receipt is missing, twice there or moved.
        NUMBER,
        /// Chained to another receipt than the one before.
        CHAIN,
        /// An event that cannot follow on what was before: a tid that goes back, a return of what
        /// was never handed over.
        STORY
    }

    /// Where a log is wrong.
    ///
    /// @param index of the receipt, from 0 on
    public record Finding(int index, Flaw flaw) {}

    /// The first thing that is wrong; empty when nothing is.
    ///
    /// @param key the signer in the device's binding
    public static Optional<Finding> verify(List<Receipt> log, ECPublicKey key) {
        for (int i = 0; i < log.size(); i++) {
            var flaw = flaw(log, i, key);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> flaw(List<Receipt> log, int i, ECPublicKey key) {
        var receipt = log.get(i);
        if (!receipt.isSignedBy(key)) {
            return Optional.of(new Finding(i, Flaw.SIGNATURE));
        }
        if (i == 0) {
            boolean first = receipt.number() == 1;
            boolean good = receipt.number() > 0 && (!first || isFirst(receipt));
            return good ? Optional.empty() : Optional.of(new Finding(i, Flaw.CHAIN));
        }
        var before = log.get(i - 1);
        if (receipt.number() != before.number() + 1) {
            return Optional.of(new Finding(i, Flaw.NUMBER));
        }
        if (!receipt.previous().equals(before.digest())) {
            return Optional.of(new Finding(i, Flaw.CHAIN));
        }
        return follows(before.entry(), receipt.entry())
                ? Optional.empty()
                : Optional.of(new Finding(i, Flaw.STORY));
    }

    private static boolean isFirst(Receipt receipt) {
        return receipt.previous().equals(Receipt.Position.FIRST.previous());
    }

    private static boolean follows(Receipt.Entry before, Receipt.Entry entry) {
        boolean sameToken = before.token().equals(entry.token());
        boolean sameTransfer = sameToken && before.tid() == entry.tid();
        boolean forward =
                !sameToken
                        || (before.tid() <= entry.tid()
                                && before.generation() <= entry.generation());
        return forward
                && switch (entry.event()) {
                    case HANDED, ACTIVATED -> !sameTransfer;
                    case RETURNED, RECLAIMED ->
                            !sameTransfer || before.event() == Receipt.Event.HANDED;
                    case RELEASED, DROPPED ->
                            !sameTransfer || before.event() == Receipt.Event.ACTIVATED;
                    case RETIRED, TERMINATED ->
                            !sameTransfer
                                    || before.event() == Receipt.Event.ACTIVATED
                                    || before.event() == Receipt.Event.RELEASED;
                };
    }
}
