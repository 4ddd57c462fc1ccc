// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What speaks to the network on behalf of a subscription: attach, calls, short messages, AT
/// commands.
@NullMarked
package org.veritac.handset.modem;

import org.jspecify.annotations.NullMarked;
