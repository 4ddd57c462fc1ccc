// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Stories of the secured IMEI, from the vault to the register, played over real sockets, and of
/// personal tokens, over their APDUs. Each makes promises and fails when one does not hold; what
/// passed can be read or drawn.
@NullMarked
package org.veritac.lab.story;

import org.jspecify.annotations.NullMarked;
