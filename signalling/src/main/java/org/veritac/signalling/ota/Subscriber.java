// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

/// Who has which card. All three are masked in texts.
///
/// @param iccid of the UICC, whose keys are derived from it
/// @param imsi of the subscription
/// @param msisdn where its short messages go
public record Subscriber(Iccid iccid, Imsi imsi, Msisdn msisdn) {}
