// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

/// One thing that a token keeps, whole or not at all.
///
/// @param receipt to be signed and put behind the log in the same write; nothing when there is none
public record TokenWrite(TokenRecord record, Receipt.@Nullable Entry receipt) {}
