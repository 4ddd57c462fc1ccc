// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;

/// Where and how to listen.
///
/// @param address the address; port 0 takes a free one
/// @param tls the protection; null for clear text with prior knowledge of HTTP/2
/// @param apiRoot the path part of the API root (TS 29.501, clause 4.4.1): empty, or starting with
///   a slash and not ending with one
/// @param eventLoops how many threads serve, 1 to 64
/// @param limits what strangers may use up
public record Configuration(
        InetSocketAddress address,
        @Nullable Tls tls,
        String apiRoot,
        int eventLoops,
        Limits limits) {
    private static final int EVENT_LOOPS = 2;
    private static final int EVENT_LOOPS_MAX = 64;

    public Configuration {
        if (eventLoops < 1 || eventLoops > EVENT_LOOPS_MAX) {
            throw new IllegalArgumentException("1 to 64 event loops");
        }
        if (!apiRoot.isEmpty() && (!apiRoot.startsWith("/") || apiRoot.endsWith("/"))) {
            throw new IllegalArgumentException("an API root starts with a slash and ends without");
        }
    }

    /// Clear text at the root of the address, default limits.
    public static Configuration of(InetSocketAddress address) {
        return new Configuration(address, null, "", EVENT_LOOPS, Limits.DEFAULT);
    }

    public Configuration with(Tls protection) {
        return new Configuration(address, protection, apiRoot, eventLoops, limits);
    }

    public Configuration with(Limits bounds) {
        return new Configuration(address, tls, apiRoot, eventLoops, bounds);
    }

    public Configuration withApiRoot(String path) {
        return new Configuration(address, tls, path, eventLoops, limits);
    }
}
