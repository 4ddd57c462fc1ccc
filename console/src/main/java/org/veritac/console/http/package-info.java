// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What an operator watches: health and figures over HTTP, and a line a minute for the log. Start
/// reading at [org.veritac.console.http.Server].
///
/// ```
/// GET /health    200 {"status":"up","position":17}, or 503 {"status":"down","why":"..."}
/// GET /metrics   200, the text format of Prometheus, version 0.0.4
/// ```
@NullMarked
package org.veritac.console.http;

import org.jspecify.annotations.NullMarked;
