// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The operator's hands: the command line and the HTTP side, and the only place that wires real
/// clocks, disks and links to the register and to signalling.
@NullMarked
package org.veritac.console;

import org.jspecify.annotations.NullMarked;
