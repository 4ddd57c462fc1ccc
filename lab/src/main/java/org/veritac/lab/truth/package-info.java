// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Lists whose every answer is known before a register sees them. Devices are made for a category,
/// such as "non-payment, paired" or "one beyond a range"; what the rules of ARCHITECTURE.md and the
/// standard reason table say of the category is written down with each, by hand and without asking
/// the code that decides. A real server imports the lists and is asked on all interfaces. Start
/// reading at [org.veritac.lab.truth.Categories].
@NullMarked
package org.veritac.lab.truth;

import org.jspecify.annotations.NullMarked;
