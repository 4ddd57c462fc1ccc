// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// From facts to a decision: findings, what lifts them, the worst that remains. Pure; the same code
/// answers networks from the mapped index and recomputes a past decision from the journal.
@NullMarked
package org.veritac.register.decision;

import org.jspecify.annotations.NullMarked;
