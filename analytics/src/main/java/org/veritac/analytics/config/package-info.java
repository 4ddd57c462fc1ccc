// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The conditions file: what a country measures, and by which limits.
///
/// YAML with the keys of DIRBS, so that a DIRBS configuration works as it is. The blocks that
/// matter here are read strictly: an unknown key is an error with its line. Blocks that only
/// concern the machinery of DIRBS are accepted and named in a notice.
///
/// Start reading at [ConditionsFile].
@NullMarked
package org.veritac.analytics.config;

import org.jspecify.annotations.NullMarked;
