// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.jspecify.annotations.Nullable;
import org.veritac.applets.uicc.Uicc;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Instructions;
import org.veritac.card.tlv.Tlv;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What a factory gives a UICC before it leaves (docs/secured-imei.md, section 4). All of it is
/// test material of the lab.
///
/// @param subscriber who is on the card
/// @param down OTA keys, version 1: for commands
/// @param up OTA keys, version 2: for reports
/// @param policy as the POLICY command would set it
/// @param gateway to whom reports go
/// @param certified what certificate mode needs; null in static-key mode
public record UiccPersonalisation(
        Subscriber subscriber,
        OtaKeys down,
        OtaKeys up,
        Instruction.Policy policy,
        SmsAddress gateway,
        @Nullable Certified certified) {
    /// ADM1 of every UICC in the lab.
    public static final String ADM1 = "5645524954414331";

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] AID = HEX.parseHex("A0000000871002FFFFFFFF8900000100");
    private static final byte[] AMF = {(byte) 0x80, 0x00};
    private static final int ICCID_DIGITS = 20;
    private static final int LAB = 1;
    private static final int SW_OK = 0x9000;
    private static final int STORE_DATA = 0xE2;

    /// A subscriber: files and keys.
    ///
    /// @param imsi 14 or 15 digits
    /// @param ki 16 bytes
    /// @param opc 16 bytes
    /// @param sqn the highest that was accepted on another card, 48 bits; 0 for a new subscriber
    public record Subscriber(Imsi imsi, Iccid iccid, Secret ki, Secret opc, long sqn) {}

    /// An OTA key set.
    ///
    /// @param kic 16 or 32 bytes
    /// @param kid 16 or 32 bytes
    public record OtaKeys(Secret kic, Secret kid) {}

    /// What certificate mode needs.
    ///
    /// @param certificate of the UICC, `7F21`
    /// @param scalar its private key, 32 bytes
    /// @param authority for vaults
    public record Certified(Tlv certificate, Secret scalar, Instruction.Authority authority) {}

    /// The applet as it is put on the card that is selected at reset.
    public static Installation installation() {
        return new Installation(Uicc.class, AID, Tlv.of(0x80, HEX.parseHex(ADM1)).bytes());
    }

    /// Personalises a fresh UICC that has been reset.
    ///
    /// @throws IOException when the card refuses something
    public void apply(CardLink card) throws IOException {
        exchange(card, CommandApdu.of(0, 0x20, 0, 0x0A).with(HEX.parseHex(ADM1)));
        store(card, 8, new byte[] {LAB});
        store(card, 1, identity());
        store(card, 2, subscriberKeys());
        store(card, 3, otaKeys(1, down));
        store(card, 3, otaKeys(2, up));
        if (certified != null) {
            Instruction.Authority authority = certified.authority;
            store(card, 6, join(authority.key().bytes(), authority.id().bytes()));
            byte[] scalar = Tlv.of(0x80, certified.scalar.copy()).bytes();
            store(card, 5, join(certified.certificate.bytes(), scalar));
        }
        store(card, 4, policyContent());
        store(card, 7, address(gateway));
        exchange(card, CommandApdu.of(0x80, 0xF0, 0x80, 0x0F));
    }

    private byte[] identity() {
        return join(
                Tlv.of(0x80, imsi(subscriber.imsi.digits())).bytes(),
                Tlv.of(0x81, swapped(subscriber.iccid.digits(), ICCID_DIGITS)).bytes());
    }

    private byte[] subscriberKeys() {
        byte[] keys = join(subscriber.ki.copy(), subscriber.opc.copy(), AMF);
        byte[] sqn =
                Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(subscriber.sqn).array(), 2, 8);
        return subscriber.sqn == 0 ? keys : join(keys, sqn);
    }

    private static byte[] otaKeys(int version, OtaKeys keys) {
        return join(
                Tlv.ofByte(0x80, version).bytes(),
                Tlv.of(0x81, keys.kic.copy()).bytes(),
                Tlv.of(0x82, keys.kid.copy()).bytes());
    }

    /// What stands inside C8.
    private byte[] policyContent() {
        byte[] command = Instructions.write(List.of(policy));
        return Arrays.copyOfRange(command, 2, command.length);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// EF_IMSI (TS 31.102, 4.2.2): length, parity, digits.
    static byte[] imsi(String digits) {
        String parity = digits.length() % 2 == 1 ? "9" : "1";
        byte[] body = swapped(parity + digits, 16);
        return join(new byte[] {(byte) body.length}, body);
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
