// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Lists for operators: who is blocked, who is told, who is excepted.
///
/// Each run adds the rows by which its lists differ from those of the run before, with the reason
/// of the change. So any past list, and the difference between any two, can be written again.
///
/// Start reading at [Lists].
@NullMarked
package org.veritac.analytics.publish;

import org.jspecify.annotations.NullMarked;
