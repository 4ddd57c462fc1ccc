// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of the register as a whole: what it answers, what it survives, and an auditor that
/// recomputes every answer.
@NullMarked
package org.veritac.register.store;

import org.jspecify.annotations.NullMarked;
