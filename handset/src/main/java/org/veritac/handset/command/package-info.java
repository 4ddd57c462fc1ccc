// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The command line of a machine that is the handset: `./veritac token`. One class for each
/// command; [Handset] is what they have in common, and the only wiring of a real disk, clock and
/// link. Start reading at [Token].
@NullMarked
package org.veritac.handset.command;

import org.jspecify.annotations.NullMarked;
