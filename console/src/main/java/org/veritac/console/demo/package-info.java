// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// A small nation to try a register with: invented brands on numbers kept for test equipment, two
/// operators, the police, and one example of everything the register can say. Start reading at
/// [org.veritac.console.demo.Demo]; the policy and the table of models are resources beside it.
@NullMarked
package org.veritac.console.demo;

import org.jspecify.annotations.NullMarked;
