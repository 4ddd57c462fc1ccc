// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What authenticated reports of phones mean for the register: which proof, which doubt, and what
/// the operator then answers.
@NullMarked
package org.veritac.register.evidence;

import org.jspecify.annotations.NullMarked;
