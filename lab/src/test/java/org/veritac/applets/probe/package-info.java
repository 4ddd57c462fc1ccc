// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// An applet for questions to the simulator, in a package that cards load as they load ours.
@NullMarked
package org.veritac.applets.probe;

import org.jspecify.annotations.NullMarked;
