// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The indexes against naive models, and damaged files against their readers.
@NullMarked
package org.veritac.register.index;

import org.jspecify.annotations.NullMarked;
