// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Bodies that were tampered with, and private parts that are gone.
@NullMarked
package org.veritac.register.journal;

import org.jspecify.annotations.NullMarked;
