// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What passes between a phone and the radio network of the lab: a few messages of TS 24.301 and TS
/// 24.008 in a small binary form of our own. Radio itself is not modelled, nor are ciphering and
/// integrity on the air.
///
/// ```
/// frame   = type (1) element*            at most 4,096 octets
/// element = tag (1) length (2) value     each tag at most once
/// ```
///
/// Over TCP each frame stands behind its length in two octets.
@NullMarked
package org.veritac.handset.air;

import org.jspecify.annotations.NullMarked;
