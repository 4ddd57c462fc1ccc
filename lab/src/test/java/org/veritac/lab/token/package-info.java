// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The personal token's applet on the simulator: beside its model, in the hands of a handset, and
/// cut off at every write.
@NullMarked
package org.veritac.lab.token;

import org.jspecify.annotations.NullMarked;
