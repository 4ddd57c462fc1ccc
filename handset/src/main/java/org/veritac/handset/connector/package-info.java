// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Where cards are: the slots of the operators' modules, and the reader of the one vault that they
/// share.
@NullMarked
package org.veritac.handset.connector;

import org.jspecify.annotations.NullMarked;
