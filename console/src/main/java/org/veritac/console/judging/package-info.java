// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// From a card's authentic report to the register, and back to what the card is told.
@NullMarked
package org.veritac.console.judging;

import org.jspecify.annotations.NullMarked;
