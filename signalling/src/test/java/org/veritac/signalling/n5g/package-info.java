// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of N5g-eir: the operation by itself, then over sockets, then with peers from Debian.
@NullMarked
package org.veritac.signalling.n5g;

import org.jspecify.annotations.NullMarked;
