// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What the tests of several modules share: random values by seed, links that follow a script, a
/// certificate for somebody else's host, Debian's daemons.
@NullMarked
package org.veritac.card.trial;

import org.jspecify.annotations.NullMarked;
