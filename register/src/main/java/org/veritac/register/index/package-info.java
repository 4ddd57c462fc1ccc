// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What decisions read: immutable files, mapped, never parsed, that say in a few memory accesses
/// whether a device ([DeviceIndex]) or a device with a subscriber ([PairIndex]) is listed and in
/// which class set. A class set is a number from 1 to 65,535; what it stands for is the register's
/// business, which keeps its table in the attachment of the [IndexHeader].
///
/// Both files share one header, drawn at `IndexFile`; their content is drawn at `Blocks`, `Chunk`
/// and at [PairIndex]. An index is a view: when one is refused, it is rebuilt from the journal and
/// the layers.
@NullMarked
package org.veritac.register.index;

import org.jspecify.annotations.NullMarked;
