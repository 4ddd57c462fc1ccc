// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Reports, on nations small enough to count by hand.
@NullMarked
package org.veritac.analytics.report;

import org.jspecify.annotations.NullMarked;
