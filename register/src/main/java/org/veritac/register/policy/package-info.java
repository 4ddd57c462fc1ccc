// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What an operator decides for itself: the mode, the reason table, who may list what for whom, and
/// whose network a peer belongs to. A policy is a value read from one YAML text; the journal keeps
/// every one that was ever in force.
@NullMarked
package org.veritac.register.policy;

import org.jspecify.annotations.NullMarked;
