// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// A message on its way into the store.
///
/// @param mailbox the name of its destination's mailbox
/// @param route the way there
/// @param stored the message
record Letter(String mailbox, Route route, Stored stored) {}
