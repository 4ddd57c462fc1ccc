// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Conditions over time: what a device is found to be, since when, and from when it is blocked.
///
/// Each run adds the rows that it changes and takes nothing away: the state after any run is the
/// newest row of each device and condition up to that run, unless that row says that it ended.
///
/// Start reading at [Classification].
@NullMarked
package org.veritac.analytics.classify;

import org.jspecify.annotations.NullMarked;
