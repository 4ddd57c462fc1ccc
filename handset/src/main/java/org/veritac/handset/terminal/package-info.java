// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The card application toolkit as a terminal carries it out (TS 102 223, terminal profile class a
/// for cards in other readers).
@NullMarked
package org.veritac.handset.terminal;

import org.jspecify.annotations.NullMarked;
