// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.layer.Layer;

/// A layer in force.
///
/// @param activation on whose list, since which import
/// @param layer its rows
record ActiveLayer(Activation activation, Layer layer) {}
