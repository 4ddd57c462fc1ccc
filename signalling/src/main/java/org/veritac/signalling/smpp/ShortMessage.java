// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.util.Arrays;
import java.util.Objects;

/// One short message, from any side: addresses, how the user data are to be understood, and the
/// user data (TS 23.040, clause 9.2.3). Two messages are equal when all of it is.
public final class ShortMessage {
    /// Most octets of user data, header included (TS 23.040, clause 9.2.3.24).
    public static final int USER_DATA_MAX = 140;

    private final Address source;
    private final Address destination;
    private final Format format;
    private final byte[] userData;

    /// How user data are to be understood.
    ///
    /// @param userDataHeader whether they start with a header (TP-UDHI; esm_class bit 6)
    /// @param protocolId TP-PID, 0 to 255; `7F` is for the card
    /// @param dataCoding TP-DCS, 0 to 255; `F6` is 8-bit data for the card
    public record Format(boolean userDataHeader, int protocolId, int dataCoding) {
        private static final int OCTET_MAX = 255;

        public Format {
            if (protocolId < 0
                    || protocolId > OCTET_MAX
                    || dataCoding < 0
                    || dataCoding > OCTET_MAX) {
                throw new IllegalArgumentException("protocol id and data coding are octets");
            }
        }
    }

    /// @param userData 0 to [#USER_DATA_MAX] octets, the header first when there is one
    /// @throws IllegalArgumentException when they are more
    public ShortMessage(Address source, Address destination, Format format, byte[] userData) {
        if (userData.length > USER_DATA_MAX) {
            throw new IllegalArgumentException("user data have at most 140 octets");
        }
        this.source = source;
        this.destination = destination;
        this.format = format;
        this.userData = userData.clone();
    }

    public Address source() {
        return source;
    }

    public Address destination() {
        return destination;
    }

    public Format format() {
        return format;
    }

    public byte[] userData() {
        return userData.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShortMessage that
                && source.equals(that.source)
                && destination.equals(that.destination)
                && format.equals(that.format)
                && Arrays.equals(userData, that.userData);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, destination, format, Arrays.hashCode(userData));
    }

    /// Addresses masked and no text: this may stand in a log.
    @Override
    public String toString() {
        return source + " to " + destination + ", " + userData.length + " octets";
    }
}
