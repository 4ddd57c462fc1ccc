// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The Unix socket of a running `serve`, by which commands reach it. Start reading at [Frame].
///
/// ```
/// frame    kind (1 octet)  length of the body (4 octets, big endian)  body
/// client   ASK what to run; then perhaps CANCEL
/// server   OUT, ERR, STEP in any order; END last
/// ```
///
/// The socket is DIR/control.sock with mode 0600; who calls is what the kernel says (SO_PEERCRED).
@NullMarked
package org.veritac.console.control;

import org.jspecify.annotations.NullMarked;
