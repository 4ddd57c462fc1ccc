// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.layer.LayerSummary;

/// When a layer is in force.
///
/// @param stack on whose list
/// @param position of the import
/// @param atSecond the second of the import
/// @param delta whether it stands on those before it
/// @param layer its file's name
/// @param summary what it must contain
record Activation(
        StackName stack,
        long position,
        long atSecond,
        boolean delta,
        String layer,
        LayerSummary summary) {}
