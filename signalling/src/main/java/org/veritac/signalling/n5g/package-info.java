// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The service N5g-eir_EquipmentIdentityCheck of a 5G core: an AMF asks over HTTP/2 what the
/// register says of a device (TS 29.511; protocol rules TS 29.500; data types TS 29.571).
///
/// ```
/// GET {apiRoot}/n5g-eir-eic/v1/equipment-status?pei=imei-490154203237518&supi=imsi-001010123456789
///   200 {"status":"WHITELISTED" | "BLACKLISTED" | "GREYLISTED"}
///   4xx, 5xx application/problem+json {"status":404,"cause":"ERROR_EQUIPMENT_UNKNOWN",...}
/// ```
///
/// Start reading at [org.veritac.signalling.n5g.Server]; what is answered to what is decided in
/// `Endpoint`, which knows nothing of sockets.
@NullMarked
package org.veritac.signalling.n5g;

import org.jspecify.annotations.NullMarked;
