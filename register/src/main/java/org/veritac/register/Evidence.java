// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.time.Instant;

/// What a subscriber's phone has proven.
///
/// @param imsi whose keys vouch for it
/// @param imei the device that was proven
/// @param method how, in kebab case, such as `vault-report`
/// @param at when it was proven
/// @param until the last instant at which the proof is good, included
/// @param certificate a reference to the certificate it rests on; empty for none
public record Evidence(
        Imsi imsi, Imei imei, String method, Instant at, Instant until, String certificate) {}
