// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// How networks ask the register: one package for each protocol. Protocols read and write; the
/// register decides.
@NullMarked
package org.veritac.signalling;

import org.jspecify.annotations.NullMarked;
