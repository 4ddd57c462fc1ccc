// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;

/// The exchange of capabilities (RFC 6733, clause 5.3), and the other two commands between peers.
final class Capabilities {
    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private final Identity identity;
    private final List<Application> applications;
    private final Answers answers;
    private final int originStateId;

    Capabilities(
            Identity identity, List<Application> applications, Answers answers, int originStateId) {
        this.identity = identity;
        this.applications = List.copyOf(applications);
        this.answers = answers;
        this.originStateId = originStateId;
    }

    /// What a peer may be told about its CER.
    ///
    /// @param peer who it is
    /// @param objection why it may not connect; null if it may
    record Meeting(Peer peer, @Nullable Answer objection) {
        /// Whether this CEA makes us peers.
        boolean succeeds(Message answer) {
            Avp result = answer.find(Base.RESULT_CODE);
            return objection == null
                    && result != null
                    && result.unsigned32() == ResultCode.SUCCESS.value();
        }
    }

    /// Looks at a CER or CEA.
    Meeting meet(Message message, Transport transport, PeerRules rules) {
        String host = message.get(Base.ORIGIN_HOST).text();
        boolean relay = offers(message, Base.RELAY);
        Certified certified = transport.certified();
        var peer =
                new Peer(
                        host,
                        message.get(Base.ORIGIN_REALM).text(),
                        transport.address(),
                        certified.commonName(),
                        relay || rules.isAgent(host));
        return new Meeting(peer, objection(message, peer, certified, rules, relay));
    }

    private @Nullable Answer objection(
            Message message, Peer peer, Certified certified, PeerRules rules, boolean relay) {
        if (!rules.admits(peer.host())
                || PeerRules.lower(identity.host()).equals(PeerRules.lower(peer.host()))) {
            return Answer.refused(ResultCode.UNKNOWN_PEER, "no such peer here");
        }
        if (!certified.isNothing() && !certified.covers(peer.host())) {
            return Answer.refused(ResultCode.UNKNOWN_PEER, "the certificate has another name");
        }
        for (Application one : applications) {
            if (relay || offers(message, one.id())) {
                return null;
            }
        }
        return Answer.refused(ResultCode.NO_COMMON_APPLICATION, "no common application");
    }

    /// Whether a CER or CEA names an application, by itself or with its vendor.
    private static boolean offers(Message message, int application) {
        for (Avp avp = message.first(); avp != null; avp = message.after(avp)) {
            if (isId(avp, application)) {
                return true;
            }
            if (avp.is(Base.VENDOR_SPECIFIC_APPLICATION_ID)) {
                Avp auth = avp.find(Base.AUTH_APPLICATION_ID);
                Avp acct = avp.find(Base.ACCT_APPLICATION_ID);
                if ((auth != null && isId(auth, application))
                        || (acct != null && isId(acct, application))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isId(Avp avp, int application) {
        return (avp.is(Base.AUTH_APPLICATION_ID) || avp.is(Base.ACCT_APPLICATION_ID))
                && avp.unsigned32() == application;
    }

    /// Writes a CER.
    void request(Writer out, InetAddress local, int hopByHop) {
        out.begin(Header.REQUEST, Base.CAPABILITIES, 0, hopByHop, hopByHop);
        answers.origin(out);
        offer(out, local);
        out.end();
    }

    /// Writes a CEA; a null objection is success.
    void answer(Writer out, Header request, InetAddress local, @Nullable Answer objection) {
        boolean error = objection != null && objection.isProtocolError();
        begin(out, request, error);
        out.avp(
                Base.RESULT_CODE,
                objection == null ? ResultCode.SUCCESS.value() : objection.code());
        answers.origin(out);
        if (!error) {
            offer(out, local);
        }
        if (objection != null) {
            Answers.complaint(out, objection);
        }
        out.end();
    }

    private static void begin(Writer out, Header request, boolean error) {
        out.begin(
                error ? Header.ERROR : 0,
                request.command(),
                0,
                request.hopByHop(),
                request.endToEnd());
    }

    private void offer(Writer out, InetAddress local) {
        out.avp(Base.HOST_IP_ADDRESS, address(local));
        out.avp(Base.VENDOR_ID, identity.vendor());
        out.avp(Base.PRODUCT_NAME, identity.product());
        out.avp(Base.ORIGIN_STATE_ID, originStateId);
        applications.stream()
                .mapToInt(Application::vendor)
                .filter(vendor -> vendor != 0)
                .distinct()
                .forEach(vendor -> out.avp(Base.SUPPORTED_VENDOR_ID, vendor));
        for (Application one : applications) {
            if (one.vendor() == 0) {
                out.avp(Base.AUTH_APPLICATION_ID, one.id());
            } else {
                int group = out.open(Base.VENDOR_SPECIFIC_APPLICATION_ID);
                out.avp(Base.VENDOR_ID, one.vendor());
                out.avp(Base.AUTH_APPLICATION_ID, one.id());
                out.close(group);
            }
        }
    }

    /// An address as AVP data (RFC 6733, clause 4.3.1).
    private static byte[] address(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] data = new byte[2 + octets.length];
        data[1] = (byte) (octets.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6);
        System.arraycopy(octets, 0, data, 2, octets.length);
        return data;
    }

    /// Writes a DWR.
    void watchdog(Writer out, int hopByHop) {
        out.begin(Header.REQUEST, Base.WATCHDOG, 0, hopByHop, hopByHop);
        answers.origin(out);
        out.avp(Base.ORIGIN_STATE_ID, originStateId);
        out.end();
    }

    /// Writes a DWA.
    void watchdogAnswer(Writer out, Header request) {
        begin(out, request, false);
        out.avp(Base.RESULT_CODE, ResultCode.SUCCESS.value());
        answers.origin(out);
        out.avp(Base.ORIGIN_STATE_ID, originStateId);
        out.end();
    }

    /// Writes a DPR.
    void goodbye(Writer out, int hopByHop) {
        out.begin(Header.REQUEST, Base.DISCONNECT, 0, hopByHop, hopByHop);
        answers.origin(out);
        out.avp(Base.DISCONNECT_CAUSE, Base.REBOOTING);
        out.end();
    }

    /// Writes a DPA.
    void goodbyeAnswer(Writer out, Header request) {
        begin(out, request, false);
        out.avp(Base.RESULT_CODE, ResultCode.SUCCESS.value());
        answers.origin(out);
        out.end();
    }
}
