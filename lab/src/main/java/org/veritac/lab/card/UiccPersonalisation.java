// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.jspecify.annotations.Nullable;
import org.veritac.applets.uicc.Uicc;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.tlv.Tlv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// What a factory gives a UICC before it leaves (docs/secured-imei.md, section 4). All of it is test
/// material of the lab; the key bytes are not kept secret here.
///
/// @param subscriber who is on the card
/// @param down OTA keys, version 1: for commands
/// @param up OTA keys, version 2: for reports
/// @param policy the content of a POLICY command
/// @param gateway to whom reports go
/// @param certified what certificate mode needs; null in static-key mode
public record UiccPersonalisation(
        Subscriber subscriber,
        OtaKeys down,
        OtaKeys up,
        TlvBytes policy,
        SmsAddress gateway,
        @Nullable Certified certified) {
    /// ADM1 of every UICC in the lab.
    public static final String ADM1 = "5645524954414331";

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] AID = HEX.parseHex("A0000000871002FFFFFFFF8900000100");
    private static final int LAB = 1;
    private static final int SW_OK = 0x9000;
    private static final int STORE_DATA = 0xE2;

    /// Bytes, named so that a record may hold them.
    public static final class TlvBytes {
        private final byte[] bytes;

        private TlvBytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /// The bytes of one TLV behind the other.
        ///
        /// @param hex in hexadecimal
        public static TlvBytes of(String hex) {
            return new TlvBytes(HEX.parseHex(hex));
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /// A subscriber: files and keys.
    ///
    /// @param imsi 14 or 15 digits
    /// @param iccid 19 or 20 digits
    /// @param ki 16 bytes in hexadecimal
    /// @param opc 16 bytes in hexadecimal
    /// @param sqn 6 bytes in hexadecimal that were accepted before, or empty
    public record Subscriber(String imsi, String iccid, String ki, String opc, String sqn) {}

    /// An OTA key set.
    ///
    /// @param kic 16 or 32 bytes in hexadecimal
    /// @param kid 16 or 32 bytes in hexadecimal
    public record OtaKeys(String kic, String kid) {}

    /// What certificate mode needs.
    ///
    /// @param certificate of the UICC, `7F21`, in hexadecimal
    /// @param scalar its private key, 32 bytes in hexadecimal
    /// @param authority for vaults: `7F49` and `42`, in hexadecimal
    public record Certified(String certificate, String scalar, String authority) {}

    /// The applet as it is put on the card that is selected at reset.
    public static Installation installation() {
        return new Installation(Uicc.class, AID, Tlv.of(0x80, HEX.parseHex(ADM1)).bytes());
    }

    /// Personalises a fresh UICC that has been reset.
    ///
    /// @throws IOException when the card refuses something
    public void apply(CardLink card) throws IOException {
        store(card, 8, new byte[] {LAB});
        store(card, 1, identity());
        store(card, 2, HEX.parseHex(subscriber.ki + subscriber.opc + "8000" + subscriber.sqn));
        store(card, 3, otaKeys(1, down));
        store(card, 3, otaKeys(2, up));
        if (certified != null) {
            store(card, 6, HEX.parseHex(certified.authority));
            var own = new ByteArrayOutputStream();
            own.writeBytes(HEX.parseHex(certified.certificate));
            own.writeBytes(Tlv.of(0x80, HEX.parseHex(certified.scalar)).bytes());
            store(card, 5, own.toByteArray());
        }
        store(card, 4, policy.bytes());
        store(card, 7, address(gateway));
        exchange(card, CommandApdu.of(0x80, 0xF0, 0x80, 0x0F));
    }

    private byte[] identity() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.of(0x80, imsi(subscriber.imsi)).bytes());
        out.writeBytes(Tlv.of(0x81, swapped(subscriber.iccid, 20)).bytes());
        return out.toByteArray();
    }

    private static byte[] otaKeys(int version, OtaKeys keys) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.ofByte(0x80, version).bytes());
        out.writeBytes(Tlv.of(0x81, HEX.parseHex(keys.kic)).bytes());
        out.writeBytes(Tlv.of(0x82, HEX.parseHex(keys.kid)).bytes());
        return out.toByteArray();
    }

    /// EF_IMSI (TS 31.102, 4.2.2): length, parity, digits.
    static byte[] imsi(String digits) {
        String parity = digits.length() % 2 == 1 ? "9" : "1";
        byte[] body = swapped(parity + digits, 16);
        var out = new ByteArrayOutputStream();
        out.write(body.length);
        out.writeBytes(body);
        return out.toByteArray();
    }

    /// Digits two to a byte, low half byte first, F at the end.
    static byte[] swapped(String digits, int length) {
        var padded = new StringBuilder(digits);
        while (padded.length() < length) {
            padded.append('F');
        }
        for (int i = 0; i < length; i += 2) {
            char first = padded.charAt(i);
            padded.setCharAt(i, padded.charAt(i + 1));
            padded.setCharAt(i + 1, first);
        }
        return HEX.parseHex(padded);
    }

    private static byte[] address(SmsAddress address) {
        byte[] digits = address.packed();
        byte[] out = new byte[2 + digits.length];
        out[0] = (byte) address.semiOctets().length();
        out[1] = (byte) address.type();
        System.arraycopy(digits, 0, out, 2, digits.length);
        return out;
    }

    private static void store(CardLink card, int what, byte[] content) throws IOException {
        exchange(card, CommandApdu.of(0x80, STORE_DATA, 0, what).with(content));
    }

    private static void exchange(CardLink card, CommandApdu command) throws IOException {
        byte[] response = card.transmit(command.bytes());
        int sw = ByteBuffer.wrap(response, response.length - 2, 2).getShort() & 0xFFFF;
        if (sw != SW_OK) {
            throw new IOException(
                    "personalisation of the UICC: %02X %02X answers %04X"
                            .formatted(command.ins(), command.p2(), sw));
        }
    }
}
