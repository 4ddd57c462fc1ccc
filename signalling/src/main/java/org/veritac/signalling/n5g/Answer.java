// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Every answer that this interface gives, made once. Causes are those of TS 29.500, table
/// 5.2.7.2-1, and of TS 29.511, clause 6.1.7.3; where the table names no cause for a status, its
/// general one stands.
enum Answer {
    WHITELISTED("WHITELISTED"),
    BLACKLISTED("BLACKLISTED"),
    GREYLISTED("GREYLISTED"),

    EQUIPMENT_UNKNOWN(404, "ERROR_EQUIPMENT_UNKNOWN", "The equipment is not known here.", null),

    PEI_MISSING(400, "MANDATORY_QUERY_PARAM_MISSING", "The parameter has no value.", "pei"),
    PEI_INCORRECT(
            400, "MANDATORY_QUERY_PARAM_INCORRECT", "This identifies no equipment, once.", "pei"),
    SUPI_INCORRECT(400, "OPTIONAL_QUERY_PARAM_INCORRECT", "This is not one SUPI.", "supi"),
    GPSI_INCORRECT(400, "OPTIONAL_QUERY_PARAM_INCORRECT", "This is not one GPSI.", "gpsi"),
    FEATURES_INCORRECT(
            400,
            "OPTIONAL_QUERY_PARAM_INCORRECT",
            "Features are written in hexadecimal digits, once.",
            "supported-features"),

    API_UNKNOWN(400, "INVALID_API", "Served here is n5g-eir-eic, version v1.", null),
    REQUEST_MALFORMED(400, "INVALID_MSG_FORMAT", "The request cannot be read.", null),
    RESOURCE_UNKNOWN(
            404, "RESOURCE_URI_STRUCTURE_NOT_FOUND", "The API has no such resource.", null),
    METHOD_NOT_ALLOWED(405, "UNSPECIFIED_MSG_FAILURE", "The resource is only read.", null),
    NOT_ACCEPTABLE(406, "UNSPECIFIED_MSG_FAILURE", "The answer is application/json.", null),
    URI_TOO_LONG(414, "UNSPECIFIED_MSG_FAILURE", "The URI is too long.", null),
    HEADERS_TOO_LONG(431, "UNSPECIFIED_MSG_FAILURE", "The header fields are too long.", null),
    TOO_MANY_REQUESTS(429, "NF_CONGESTION_RISK", "This connection asks too fast.", null),

    REGISTER_FAILED(500, "SYSTEM_FAILURE", "The register cannot answer.", null),
    UNEXPECTED(500, "UNSPECIFIED_NF_FAILURE", "The request could not be served.", null),
    CONGESTED(503, "NF_CONGESTION", "More is asked than can be answered.", null);

    private final int status;
    private final String body;

    Answer(String equipmentStatus) {
        status = 200;
        body = "{\"status\":\"" + equipmentStatus + "\"}";
    }

    Answer(int status, String cause, String detail, @Nullable String parameter) {
        this.status = status;
        body = problem(status, cause, detail, parameter);
    }

    int status() {
        return status;
    }

    /// The body, in ASCII.
    String body() {
        return body;
    }

    String contentType() {
        return status == 200 ? "application/json" : "application/problem+json";
    }

    /// Its header fields beside those of the body.
    Map<String, String> more() {
        return switch (this) {
            case METHOD_NOT_ALLOWED -> Map.of("allow", "GET");
            case TOO_MANY_REQUESTS, CONGESTED -> Map.of("retry-after", "1");
            case WHITELISTED,
                    BLACKLISTED,
                    GREYLISTED,
                    EQUIPMENT_UNKNOWN,
                    PEI_MISSING,
                    PEI_INCORRECT,
                    SUPI_INCORRECT,
                    GPSI_INCORRECT,
                    FEATURES_INCORRECT,
                    API_UNKNOWN,
                    REQUEST_MALFORMED,
                    RESOURCE_UNKNOWN,
                    NOT_ACCEPTABLE,
                    URI_TOO_LONG,
                    HEADERS_TOO_LONG,
                    REGISTER_FAILED,
                    UNEXPECTED ->
                    Map.of();
        };
    }

    /// ProblemDetails of TS 29.571, clause 5.2.4.1. None of the texts needs escaping.
    private static String problem(
            int status, String cause, String detail, @Nullable String parameter) {
        String start =
                """
                {"title":"%s","status":%d,"detail":"%s","cause":"%s"\
                """
                        .formatted(title(status), status, detail, cause);
        return parameter == null
                ? start + "}"
                : start + ",\"invalidParams\":[{\"param\":\"query " + parameter + "\"}]}";
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 414 -> "URI Too Long";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> throw new AssertionError("a status without title: " + status);
        };
    }
}
