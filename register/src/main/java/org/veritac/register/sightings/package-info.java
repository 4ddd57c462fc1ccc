// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Who was seen with which device: one line for each check, for whoever draws the country's
/// picture. Start reading at [org.veritac.register.sightings.Sightings].
///
/// ```
/// FOLDER/2026-07-01.csv      one file for each day in UTC, mode 0600 in a folder of mode 0700
///
/// time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s,asker,verdict,reason
/// 2026-07-01T12:34:56.789Z,35209900176148,02,001010123456789,,,,,,,,alpha,BLACK,stolen
/// ```
///
/// The first eleven columns are those of an event file of analytics. A check does not say where the
/// phone is, so network, cell, place and duration are empty. The IMEI has its 14 digits.
@NullMarked
package org.veritac.register.sightings;

import org.jspecify.annotations.NullMarked;
