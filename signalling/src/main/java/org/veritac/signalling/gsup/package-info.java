// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Check-IMEI as Osmocom's MSC and SGSN ask it: GSUP, the Generic Subscriber Update Protocol,
/// inside the frames of ip.access on TCP (chapter "Generic Subscriber Update Protocol" of Osmocom's
/// manuals; TS 23.018, clause 7.1.2.9, is the procedure).
///
/// ```
/// frame     length(2, of what follows the stream) stream(1) ...
///           stream FE: connection management      stream EE: extension(1), 05 is GSUP
/// FE 04     who are you? (08 01 07 01 02 01 ...: lengths and tags)
/// FE 05     length(2) tag(1) text ... 00          FE 06 acknowledged   FE 00/01 ping, pong
/// EE 05     type(1) { tag(1) length(1) value }
///           30 asked:    01 IMSI in semi-octets    50 count(1) IMEI in semi-octets
///           32 result:   01 IMSI                   51 00 the IMEI may be used, 01 it may not
///           31 error:    01 IMSI                   02 cause (TS 24.008, clause 10.5.5.14)
/// ```
///
/// Start reading at [org.veritac.signalling.gsup.Server]; `Session` is the protocol without a
/// socket.
@NullMarked
package org.veritac.signalling.gsup;

import org.jspecify.annotations.NullMarked;
