// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// The AVPs and commands of the base protocol that this package handles itself.
final class Base {
    static final AvpRule ACCT_APPLICATION_ID = avp("Acct-Application-Id");
    static final AvpRule AUTH_APPLICATION_ID = avp("Auth-Application-Id");
    static final AvpRule AUTH_SESSION_STATE = avp("Auth-Session-State");
    static final AvpRule DESTINATION_HOST = avp("Destination-Host");
    static final AvpRule DESTINATION_REALM = avp("Destination-Realm");
    static final AvpRule DISCONNECT_CAUSE = avp("Disconnect-Cause");
    static final AvpRule DRMP = avp("DRMP");
    static final AvpRule ERROR_MESSAGE = avp("Error-Message");
    static final AvpRule EXPERIMENTAL_RESULT = avp("Experimental-Result");
    static final AvpRule EXPERIMENTAL_RESULT_CODE = avp("Experimental-Result-Code");
    static final AvpRule FAILED_AVP = avp("Failed-AVP");
    static final AvpRule FIRMWARE_REVISION = avp("Firmware-Revision");
    static final AvpRule HOST_IP_ADDRESS = avp("Host-IP-Address");
    static final AvpRule ORIGIN_HOST = avp("Origin-Host");
    static final AvpRule ORIGIN_REALM = avp("Origin-Realm");
    static final AvpRule ORIGIN_STATE_ID = avp("Origin-State-Id");
    static final AvpRule PRODUCT_NAME = avp("Product-Name");
    static final AvpRule PROXY_INFO = avp("Proxy-Info");
    static final AvpRule RESULT_CODE = avp("Result-Code");
    static final AvpRule SESSION_ID = avp("Session-Id");
    static final AvpRule SUPPORTED_VENDOR_ID = avp("Supported-Vendor-Id");
    static final AvpRule VENDOR_ID = avp("Vendor-Id");
    static final AvpRule VENDOR_SPECIFIC_APPLICATION_ID = avp("Vendor-Specific-Application-Id");

    /// Capabilities exchange (RFC 6733, clause 5.3).
    static final int CAPABILITIES = 257;

    /// Device watchdog (RFC 6733, clause 5.5).
    static final int WATCHDOG = 280;

    /// Disconnect peer (RFC 6733, clause 5.4).
    static final int DISCONNECT = 282;

    /// What a relay advertises: it passes on everything (RFC 6733, clause 2.4).
    static final int RELAY = 0xFFFF_FFFF;

    /// Disconnect-Cause: a restart is near, so the peer may try again (RFC 6733, clause 5.4.3).
    static final int REBOOTING = 0;

    /// Auth-Session-State NO_STATE_MAINTAINED (RFC 6733, clause 8.11).
    static final int NO_STATE_MAINTAINED = 1;

    private Base() {}

    private static AvpRule avp(String name) {
        return Dictionary.BASE.avp(name);
    }
}
