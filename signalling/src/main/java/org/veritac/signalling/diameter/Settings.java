// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What a node is told at its start.
///
/// @param identity who it is
/// @param limits the bounds for peers
/// @param rules who may connect; can be changed later
public record Settings(Identity identity, Limits limits, PeerRules rules) {}
