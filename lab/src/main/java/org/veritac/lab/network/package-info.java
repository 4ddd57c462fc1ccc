// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Small peers that ask a register from outside, one for each interface, and a hand on its command
/// line. They know the standards and nothing of how the register answers. Start reading at
/// [org.veritac.lab.network.Network].
@NullMarked
package org.veritac.lab.network;

import org.jspecify.annotations.NullMarked;
