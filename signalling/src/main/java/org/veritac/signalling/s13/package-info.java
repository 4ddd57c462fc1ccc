// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// S13 and S13': how the MME, the SGSN and the AAA server of a packet core ask whether a device may
/// be used (TS 29.272, clauses 6 and 7). The register decides; this package only translates.
@NullMarked
package org.veritac.signalling.s13;

import org.jspecify.annotations.NullMarked;
