// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// A quintet: what a serving network needs to authenticate a subscriber once (TS 33.102, clause
/// 6.3.2).
///
/// @param rand the challenge
/// @param autn the token that goes with it
/// @param keys XRES, CK and IK
public record AuthenticationVector(Challenge rand, Autn autn, SessionKeys keys) {}
