// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What the tests of this module share: a clock that a test sets.
@NullMarked
package org.veritac.register.trial;

import org.jspecify.annotations.NullMarked;
