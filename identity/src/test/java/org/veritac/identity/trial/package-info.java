// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What the tests of several modules share: files of vectors, a clock that is set.
@NullMarked
package org.veritac.identity.trial;

import org.jspecify.annotations.NullMarked;
