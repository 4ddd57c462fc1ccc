// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Layers against a naive model, and what becomes of them when files are lost, damaged or refused.
@NullMarked
package org.veritac.register.layer;

import org.jspecify.annotations.NullMarked;
