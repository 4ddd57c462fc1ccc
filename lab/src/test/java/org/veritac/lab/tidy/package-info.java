// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The house rules of STYLE.md and ARCHITECTURE.md, run over the source tree as tests. Start
/// reading at [TidyTest].
@NullMarked
package org.veritac.lab.tidy;

import org.jspecify.annotations.NullMarked;
