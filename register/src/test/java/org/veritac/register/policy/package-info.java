// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What a policy text may say and what is refused.
@NullMarked
package org.veritac.register.policy;

import org.jspecify.annotations.NullMarked;
