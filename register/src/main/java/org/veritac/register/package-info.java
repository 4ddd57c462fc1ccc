// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The equipment identity register: what is listed, by whom, why, and what follows from it for one
/// device and subscriber. It decides and does not know who asks. Start reading at [Register].
@NullMarked
package org.veritac.register;

import org.jspecify.annotations.NullMarked;
