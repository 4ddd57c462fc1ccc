// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// A small radio network on real sockets: phones attach over the frames of
/// [org.veritac.handset.air], subscribers are authenticated, devices are asked about at the
/// register over S13, short messages go to a service centre and come from it.
@NullMarked
package org.veritac.lab.radio;

import org.jspecify.annotations.NullMarked;
