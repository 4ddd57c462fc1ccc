// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Verdict;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Client;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.diameter.Tls;
import org.veritac.signalling.diameter.Writer;
import org.veritac.signalling.s13.EquipmentRequest;
import org.veritac.signalling.s13.IdentityCheck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// Asks on S13 (TS 29.272, clause 6.2.1). It reads answers itself, AVP by AVP.
public final class Mme implements Network {
    private static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";
    private static final int HEADER_LENGTH = 20;
    private static final int HOP_BY_HOP_AT = 12;
    private static final int VENDOR_FLAG = 0x80;
    private static final int RESULT_CODE = 268;
    private static final int EXPERIMENTAL_RESULT = 297;
    private static final int EXPERIMENTAL_RESULT_CODE = 298;
    private static final int EQUIPMENT_STATUS = 1445;
    private static final int SUCCESS = 2001;
    private static final int EQUIPMENT_UNKNOWN = 5422;
    private static final int ABSENT = -1;

    private final Client client;
    private final String host;
    private int asked;
    private @Nullable Answer answered;

    private Mme(Client client, String host) {
        this.client = client;
        this.host = host;
    }

    /// Connects and exchanges capabilities.
    ///
    /// @param name the first label of its Diameter identity
    public static Mme connect(InetSocketAddress address, String name) throws IOException {
        return connect(address, name, null);
    }

    /// Connects and exchanges capabilities.
    ///
    /// @param name the first label of its Diameter identity
    /// @param tls how to secure the connection; null for not at all
    public static Mme connect(InetSocketAddress address, String name, @Nullable Tls tls)
            throws IOException {
        String host = name + "." + REALM;
        var offered =
                new IdentityCheck(
                        check -> {
                            throw new IOException("an MME answers no checks");
                        },
                        Operators.NONE);
        var identity = new Identity(host, REALM, "Veritac lab", 0);
        return new Mme(Client.connect(address, identity, List.of(offered), tls), host);
    }

    @Override
    public Answer ask(Question question) throws IOException {
        var writer = new Writer();
        int id = ++asked;
        new EquipmentRequest(
                        host,
                        REALM,
                        REALM,
                        question.digits(),
                        question.imsi(),
                        question.softwareVersion())
                .write(writer, id);
        answered = null;
        client.send(writer);
        while (answered == null) {
            boolean more = client.receive((octets, from, to) -> take(octets, from, to, id));
            if (!more && answered == null) {
                throw new IOException("the connection has ended before the answer");
            }
        }
        return answered;
    }

    private void take(byte[] octets, int from, int to, int id) throws IOException {
        if (ByteBuffer.wrap(octets).getInt(from + HOP_BY_HOP_AT) != id) {
            throw new IOException("an answer to another request");
        }
        answered = read(octets, from + HEADER_LENGTH, to);
    }

    private static Answer read(byte[] octets, int from, int to) {
        int result = find(octets, from, to, RESULT_CODE);
        int status = find(octets, from, to, EQUIPMENT_STATUS);
        int experimental = find(octets, from, to, EXPERIMENTAL_RESULT);
        if (experimental != ABSENT && result == ABSENT && status == ABSENT) {
            return experimental == EQUIPMENT_UNKNOWN
                    ? Answer.of("5422 EQUIPMENT_UNKNOWN", Verdict.UNKNOWN)
                    : Answer.of("experimental " + experimental);
        }
        if (result != SUCCESS || experimental != ABSENT) {
            return Answer.of(Integer.toString(result));
        }
        return switch (status) {
            case 0 -> Answer.of("2001 WHITELISTED", Verdict.WHITE);
            case 1 -> Answer.of("2001 BLACKLISTED", Verdict.BLACK);
            case 2 -> Answer.of("2001 GREYLISTED", Verdict.GREY);
            default -> Answer.of("2001 with Equipment-Status " + status);
        };
    }

    /// The number in an AVP, in the grouped one that in its code; [#ABSENT] when it is not there.
    private static int find(byte[] octets, int from, int to, int wanted) {
        var buffer = ByteBuffer.wrap(octets);
        int at = from;
        while (at + 8 <= to) {
            int code = buffer.getInt(at);
            int length = buffer.getInt(at + 4) & 0xFF_FFFF;
            int value = at + ((octets[at + 4] & VENDOR_FLAG) == 0 ? 8 : 12);
            if (code == wanted) {
                return code == EXPERIMENTAL_RESULT
                        ? find(octets, value, at + length, EXPERIMENTAL_RESULT_CODE)
                        : buffer.getInt(value);
            }
            at += Math.max(8, (length + 3) / 4 * 4);
        }
        return ABSENT;
    }

    @Override
    public void close() {
        client.close();
    }
}
