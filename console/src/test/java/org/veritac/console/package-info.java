// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of the console as a whole.
@NullMarked
package org.veritac.console;

import org.jspecify.annotations.NullMarked;
