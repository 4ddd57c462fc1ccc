// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Reason table, levels and lifts, fact by fact.
@NullMarked
package org.veritac.register.decision;

import org.jspecify.annotations.NullMarked;
