// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Applications of an operator that come with a subscription. They are carried inert, and run only
/// after the operator's signed command, each in a process of its own; after the return of the
/// subscription they are gone.
///
/// ```
/// applications  count(1) application...
/// application   name length(1) name(ASCII) length(4) jar signature length(1) signature
/// command       name length(1) name(ASCII) SHA-256 of the jar(32) counter(8) signature
/// ```
///
/// Signatures are ECDSA with SHA-256 over a label and all that stands before them. Start reading at
/// [Shelf].
@NullMarked
package org.veritac.handset.applications;

import org.jspecify.annotations.NullMarked;
