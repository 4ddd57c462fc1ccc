// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What a USIM computes: Milenage (TS 35.206), the sequence numbers of TS 33.102 Annex C, and the
/// AUTHENTICATE of TS 31.102 clause 7.1.2 on top of them.
package org.veritac.applets.usim;
