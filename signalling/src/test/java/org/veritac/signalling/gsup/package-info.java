// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of GSUP: messages somebody else wrote, then the session, then sockets.
@NullMarked
package org.veritac.signalling.gsup;

import org.jspecify.annotations.NullMarked;
