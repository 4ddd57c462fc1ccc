// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.veritac.lab.card.Tlvs.join;
import static org.veritac.lab.card.Tlvs.tlv;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A certification authority of tests.
final class Issuer {
    static final int LAB = 1;
    static final int AGREES = 0x80;
    static final int SIGNS = 0x82;

    private final KeyPair pair = Curve.pair();
    private final byte[] id;

    Issuer(String id) {
        this.id = id.getBytes(StandardCharsets.US_ASCII);
    }

    /// What a card is given to trust: `7F49 {B0, F0}`, `42`.
    byte[] anchor() {
        return join(key(Curve.point(pair)), tlv(0x42, id));
    }

    private static byte[] key(byte[] point) {
        return tlv(0x7F49, tlv(0xB0, point), tlv(0xF0, new byte[1]));
    }

    /// A certificate for usage, whose parts can be changed before it is signed.
    final class Draft {
        private final byte[] point;
        private byte[] serial = HexFormat.of().parseHex("0102030405060708");
        private byte[] authority = id;
        private int usage = AGREES;
        private int kind = LAB;
        private String until = "20401231";
        private final List<String> tacs = new ArrayList<>();

        Draft(byte[] point) {
            this.point = point;
        }

        Draft serial(byte[] bytes) {
            serial = bytes;
            return this;
        }

        Draft authority(String other) {
            authority = other.getBytes(StandardCharsets.US_ASCII);
            return this;
        }

        Draft usage(int code) {
            usage = code;
            return this;
        }

        Draft kind(int code) {
            kind = code;
            return this;
        }

        Draft until(String date) {
            until = date;
            return this;
        }

        Draft tac(String digits) {
            tacs.add(digits);
            return this;
        }

        byte[] sign() {
            return sign(body());
        }

        List<byte[]> body() {
            byte[] discretionary = tlv(0x80, new byte[] {(byte) kind});
            for (String tac : tacs) {
                discretionary = join(discretionary, tlv(0x81, HexFormat.of().parseHex(tac)));
            }
            return new ArrayList<>(
                    List.of(
                            tlv(0x93, serial),
                            tlv(0x42, authority),
                            tlv(0x5F20, "subject".getBytes(StandardCharsets.US_ASCII)),
                            tlv(0x95, new byte[] {(byte) usage}),
                            tlv(0x5F25, HexFormat.of().parseHex("20260101")),
                            tlv(0x5F24, HexFormat.of().parseHex(until)),
                            tlv(0x53, discretionary),
                            key(point)));
        }

        /// Signs these parts, whatever they are.
        byte[] sign(List<byte[]> body) {
            byte[] signed = join(body.toArray(byte[][]::new));
            return tlv(0x7F21, signed, tlv(0x5F37, Curve.sign(pair.getPrivate(), signed)));
        }
    }

    Draft draft(byte[] point) {
        return new Draft(point);
    }

    /// A revocation list `BF22`.
    byte[] list(int number, String date, List<byte[]> serials) {
        byte[] body =
                join(
                        tlv(0x42, id),
                        tlv(0x80, new byte[] {0, 0, (byte) (number >> 8), (byte) number}),
                        tlv(0x81, HexFormat.of().parseHex(date)));
        for (byte[] serial : serials) {
            body = join(body, tlv(0x82, serial));
        }
        return tlv(0xBF22, body, tlv(0x5F37, Curve.sign(pair.getPrivate(), body)));
    }
}
