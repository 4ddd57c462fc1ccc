// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

/// Whom the network serves.
///
/// @param imsi as its card says
/// @param msisdn its number
public record Subscriber(Imsi imsi, Msisdn msisdn) {}
