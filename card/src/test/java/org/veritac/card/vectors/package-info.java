// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Reads the vector files of this module's tests.
@NullMarked
package org.veritac.card.vectors;

import org.jspecify.annotations.NullMarked;
