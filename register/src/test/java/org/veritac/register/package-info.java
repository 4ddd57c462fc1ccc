// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The words of the register.
@NullMarked
package org.veritac.register;

import org.jspecify.annotations.NullMarked;
