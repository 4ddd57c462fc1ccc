// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import org.jspecify.annotations.Nullable;
import org.veritac.signalling.diameter.AvpRule;
import org.veritac.signalling.diameter.Dictionary;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Writer;

/// An ME-Identity-Check-Request (TS 29.272, clause 7.2.19) on the side of who asks, for those who
/// test and measure the register.
///
/// @param host Origin-Host
/// @param realm Origin-Realm
/// @param destinationRealm Destination-Realm
/// @param imei the digits as they are to be sent
/// @param userName the IMSI; null for none
/// @param softwareVersion two digits; null for none
public record EquipmentRequest(
        String host,
        String realm,
        String destinationRealm,
        String imei,
        @Nullable String userName,
        @Nullable String softwareVersion) {
    private static final Dictionary ALL = IdentityCheck.DICTIONARY;
    private static final AvpRule SESSION_ID = ALL.avp("Session-Id");
    private static final AvpRule GROUP = ALL.avp("Vendor-Specific-Application-Id");
    private static final AvpRule VENDOR_ID = ALL.avp("Vendor-Id");
    private static final AvpRule AUTH_APPLICATION_ID = ALL.avp("Auth-Application-Id");
    private static final AvpRule AUTH_SESSION_STATE = ALL.avp("Auth-Session-State");
    private static final AvpRule DESTINATION_REALM = ALL.avp("Destination-Realm");
    private static final int NO_STATE_MAINTAINED = 1;

    /// Writes it.
    ///
    /// @param id the hop-by-hop and the end-to-end identifier, and the end of the Session-Id
    public void write(Writer out, int id) {
        out.begin(
                Header.REQUEST | Header.PROXIABLE,
                IdentityCheck.COMMAND,
                IdentityCheck.APPLICATION,
                id);
        out.avp(SESSION_ID, host + ";1;" + Integer.toUnsignedString(id));
        int group = out.open(GROUP);
        out.avp(VENDOR_ID, IdentityCheck.VENDOR);
        out.avp(AUTH_APPLICATION_ID, IdentityCheck.APPLICATION);
        out.close(group);
        out.avp(AUTH_SESSION_STATE, NO_STATE_MAINTAINED);
        out.avp(IdentityCheck.ORIGIN_HOST, host);
        out.avp(IdentityCheck.ORIGIN_REALM, realm);
        out.avp(DESTINATION_REALM, destinationRealm);
        int terminal = out.open(IdentityCheck.TERMINAL_INFORMATION);
        out.avp(IdentityCheck.IMEI, imei);
        if (softwareVersion != null) {
            out.avp(IdentityCheck.SOFTWARE_VERSION, softwareVersion);
        }
        out.close(terminal);
        if (userName != null) {
            out.avp(IdentityCheck.USER_NAME, userName);
        }
        out.end();
    }

    /// Shows the device and the subscriber only in part.
    @Override
    public String toString() {
        return host + " asks about a device";
    }
}
