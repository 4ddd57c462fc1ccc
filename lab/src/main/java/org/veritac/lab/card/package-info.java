// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Cards on a simulator: the applets of this project as `CardLink`s, with the simulator's traps
/// closed and a hand on the power. Start with [SimulatedCard].
@NullMarked
package org.veritac.lab.card;

import org.jspecify.annotations.NullMarked;
