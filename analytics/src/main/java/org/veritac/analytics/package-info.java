// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The country's picture: triplets in, rules, lists and reports out.
@NullMarked
package org.veritac.analytics;

import org.jspecify.annotations.NullMarked;
