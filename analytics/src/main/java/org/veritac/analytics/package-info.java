// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The country's picture: operators' triplets come in, rules say which devices are not what they
/// claim, lists and reports go out. Start reading at [org.veritac.analytics.Country].
@NullMarked
package org.veritac.analytics;

import org.jspecify.annotations.NullMarked;
