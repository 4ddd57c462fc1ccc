// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.Decider;
import org.veritac.register.EquipmentCheck;
import org.veritac.signalling.Asker;
import org.veritac.signalling.Operators;

import java.io.IOException;

/// The operation GetEquipmentStatus (TS 29.511, clause 5.2.2.2): a request line in, one of the
/// prepared answers out.
///
/// A path of another API or version is 400 INVALID_API and another resource of this API is 404
/// RESOURCE_URI_STRUCTURE_NOT_FOUND (TS 29.500, table 5.2.7.2-1). On the equipment-status resource
/// itself 404 always and only carries ERROR_EQUIPMENT_UNKNOWN, the cause by which an AMF tells an
/// unknown device from an error.
final class Endpoint {
    /// Longest request target that is read, in characters.
    static final int URI_LENGTH_MAX = 2048;

    private static final String API = "/n5g-eir-eic/v1";
    private static final String RESOURCE = "/equipment-status";
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final Decider decider;
    private final Operators operators;
    private final String api;
    private final String resource;

    /// @param apiRoot the path under which the API stands: empty, or starting with a slash
    Endpoint(Decider decider, Operators operators, String apiRoot) {
        this.decider = decider;
        this.operators = operators;
        api = apiRoot + API;
        resource = api + RESOURCE;
    }

    /// What a request is answered.
    ///
    /// @param isGet whether its method is GET
    /// @param target its request target: a path with query, or a whole URI
    /// @param accept its Accept field
    Answer answer(boolean isGet, String target, @Nullable String accept, Asker asker) {
        if (target.length() > URI_LENGTH_MAX) {
            return Answer.URI_TOO_LONG;
        }
        int path = pathStart(target);
        if (!hasPath(target, path, resource)) {
            return hasPath(target, path, api) || target.startsWith(api + "/", path)
                    ? Answer.RESOURCE_UNKNOWN
                    : Answer.API_UNKNOWN;
        }
        if (!isGet) {
            return Answer.METHOD_NOT_ALLOWED;
        }
        if (!Accepted.json(accept)) {
            return Answer.NOT_ACCEPTABLE;
        }
        int query = Math.min(path + resource.length() + 1, target.length());
        return switch (Query.read(target, query)) {
            case Query.Reading.Settled(var answer) -> answer;
            case Query.Reading.Check check -> decide(check, asker);
        };
    }

    /// Where the path starts: behind scheme and authority of an absolute form (RFC 9112, clause
    /// 3.2.2), else at once.
    private static int pathStart(String target) {
        if (target.startsWith("/")) {
            return 0;
        }
        int authority = target.indexOf("://");
        int slash = authority < 0 ? -1 : target.indexOf('/', authority + "://".length());
        return Math.max(slash, 0);
    }

    private static boolean hasPath(String target, int from, String path) {
        int end = from + path.length();
        return target.startsWith(path, from)
                && (target.length() == end || target.charAt(end) == '?');
    }

    private Answer decide(Query.Reading.Check query, Asker asker) {
        var device = query.device();
        try {
            var check =
                    new EquipmentCheck(
                            device.imei(),
                            device.svn(),
                            query.imsi(),
                            query.msisdn(),
                            operators.of(asker));
            return switch (decider.decide(check).verdict()) {
                case WHITE -> Answer.WHITELISTED;
                case GREY -> Answer.GREYLISTED;
                case BLACK -> Answer.BLACKLISTED;
                case UNKNOWN -> Answer.EQUIPMENT_UNKNOWN;
            };
        } catch (IOException e) {
            LOG.warn("the register cannot answer: {}", e.toString());
            return Answer.REGISTER_FAILED;
        }
    }
}
