// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Arrays;
import java.util.Optional;

/// What a subscription on its way is made of. All of it goes to the handset, the last three come
/// back.
public enum Part {
    /// Ki, the algorithm and its constants: enciphered under Kc, which only the commit carries.
    KEYS(1, 768),
    /// What is the subscriber's own: IMSI, ICCID, MSISDN.
    IDENTITY(2, 4096),
    /// The file system of the operator, the same for all its subscribers. A handset may have it.
    ADMINISTRATION(3, 65_536),
    /// Applications, inert until the operator activates them.
    APPLICATIONS(4, 524_288),
    /// What the handset has to go on with: sequence numbers of the network authentication. Always
    /// comes back, and has its place kept free in the token.
    SEQUENCE(5, 512),
    /// Files that the handset changed; come back where the policy says so.
    FILES(6, 4096),
    /// Phone book, messages, photos.
    PERSONAL(7, 1_048_576);

    private final int code;
    private final int bytesMax;

    Part(int code, int bytesMax) {
        this.code = code;
        this.bytesMax = bytesMax;
    }

    /// The byte on the wire.
    public int code() {
        return code;
    }

    /// The most bytes that it has, enciphered or not.
    public int bytesMax() {
        return bytesMax;
    }

    /// Whether it comes back from a handset.
    public boolean returns() {
        return this == SEQUENCE || this == FILES || this == PERSONAL;
    }

    /// The part that a byte on the wire is; empty when it is none.
    public static Optional<Part> find(int code) {
        return Arrays.stream(values()).filter(part -> part.code == code).findFirst();
    }
}
