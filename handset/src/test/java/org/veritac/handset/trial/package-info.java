// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What the tests of several modules share: power that goes, a TPM in software.
@NullMarked
package org.veritac.handset.trial;

import org.jspecify.annotations.NullMarked;
