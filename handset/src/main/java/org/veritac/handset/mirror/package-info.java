// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The mirror engine of a handset: it takes a token's subscription into protected memory, rebuilds
/// the same file tree there, answers as the SIM that it now is, and gives everything back.
///
/// ```
/// HandOver (subscription.transfer)     what is said to the token, and what has to be kept
///   MirrorMemory                       keeps it: one change of the protected memory for each record
/// Mirror                               one handset: taps, orders, its SIM
///   MirrorSim                          the loaded subscription as a card; asks the memory each time
/// DeviceKit                           what a factory gives a device
/// PackageContents                      a profile package as the parts of a transfer, and back
/// ```
///
/// Start reading at [Mirror].
@NullMarked
package org.veritac.handset.mirror;

import org.jspecify.annotations.NullMarked;
