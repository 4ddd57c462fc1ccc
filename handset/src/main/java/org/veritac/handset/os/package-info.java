// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The operating system of a phone: how a measured image is let in, and what the one that runs
/// decides.
@NullMarked
package org.veritac.handset.os;

import org.jspecify.annotations.NullMarked;
