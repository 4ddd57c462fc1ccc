// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Talking to a card from outside: bytes to it, bytes from it.
@NullMarked
package org.veritac.card;

import org.jspecify.annotations.NullMarked;
