// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// A small country in memory, for tests that read the relations of the store.
@NullMarked
package org.veritac.analytics.sample;

import org.jspecify.annotations.NullMarked;
