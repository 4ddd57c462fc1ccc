// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// One class for each command. A command is parsed by picocli and then runs on a [Desk], and does
/// not know whether that stands in its own process or in a running `serve`. Start reading at
/// [OnRegister] and [Commands].
@NullMarked
package org.veritac.console.command;

import org.jspecify.annotations.NullMarked;
