// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Whom surrogates stand for: the vault, opened.
///
/// Answers are in the order of the questions; null where the vault no longer knows the name,
/// because retention has erased it.
public interface Names {
    /// IMSIs as digits.
    ///
    /// @throws IOException when the vault cannot be read
    @Nullable String[] imsis(int[] surrogates) throws IOException;

    /// MSISDNs as digits.
    ///
    /// @throws IOException when the vault cannot be read
    @Nullable String[] msisdns(int[] surrogates) throws IOException;
}
