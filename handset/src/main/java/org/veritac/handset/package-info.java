// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// A phone, put together from its parts.
@NullMarked
package org.veritac.handset;

import org.jspecify.annotations.NullMarked;
