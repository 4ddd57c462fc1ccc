// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.veritac.card.Secret;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.CommandRead;
import org.veritac.card.ota.Concatenation;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Key;
import org.veritac.card.ota.KeySet;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.PacketKind;
import org.veritac.card.ota.ResponsePacket;
import org.veritac.card.ota.ResponseRead;
import org.veritac.card.ota.ServiceCentreTime;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.SmsDeliver;
import org.veritac.card.ota.SmsSubmit;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Tar;
import org.veritac.card.ota.TpduRead;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Instructions;
import org.veritac.card.report.Reading;
import org.veritac.card.report.Reply;
import org.veritac.card.report.Report;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.vault.VaultId;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An operator with the keys of [Uiccs], made of the outside's own codecs: what it sends and reads
/// is not the applet's idea of it.
final class Operator {
    /// By SMS: the proof comes back by SMS.
    static final int BY_SMS = 0x1639;

    /// By any other bearer: the proof comes back in the answer to the envelope.
    static final int BY_READER = 0x1619;

    private final PacketCodec down = new PacketCodec(keys(1, Uiccs.KIC_DOWN, Uiccs.KID_DOWN));
    private final PacketCodec up = new PacketCodec(keys(2, Uiccs.KIC_UP, Uiccs.KID_UP));
    private Counter counter;

    Operator() {
        this(Counter.ZERO);
    }

    /// One that has sent packets up to this counter.
    Operator(Counter last) {
        counter = last;
    }

    static KeySet keys(int version, byte[] kic, byte[] kid) {
        return new KeySet(version, Key.aes(Secret.of(kic)), Key.aes(Secret.of(kid)));
    }

    CommandPacket packet(int spi, Instruction... instructions) {
        counter = counter.next();
        return new CommandPacket(
                Spi.of(spi), Tar.VERITAC, counter, Instructions.write(List.of(instructions)));
    }

    /// Sends commands through a reader and reads the proof out of the envelope's answer.
    Reply command(Phone phone, Instruction... instructions) throws IOException {
        CommandPacket packet = packet(BY_READER, instructions);
        byte[] answer = send(phone, packet);
        Reply reply = reply(answer, packet);
        phone.serve(answer);
        return reply;
    }

    /// Hands a packet in and gives the answer to the last envelope.
    byte[] send(Phone phone, CommandPacket packet) throws IOException {
        return send(phone, down.write(packet));
    }

    static byte[] send(Phone phone, byte[] packet) throws IOException {
        byte[] answer = new byte[0];
        for (byte[] envelope : envelopes(packet)) {
            answer = phone.uicc(envelope);
        }
        return answer;
    }

    byte[] write(CommandPacket packet) {
        return down.write(packet);
    }

    static List<byte[]> envelopes(byte[] packet) {
        var envelopes = new ArrayList<byte[]>();
        for (SmsContent content :
                Concatenation.split(
                        PacketKind.COMMAND, packet, Concatenation.Reference.narrow(7))) {
            envelopes.add(envelope(content));
        }
        return envelopes;
    }

    static byte[] envelope(SmsContent content) {
        var deliver =
                SmsDeliver.toUicc(SmsAddress.unknown("74839"), new ServiceCentreTime(0), content);
        byte[] data = Tlv.of(0xD1, inner(deliver.write())).bytes();
        var apdu = new ByteArrayOutputStream();
        apdu.writeBytes(new byte[] {(byte) 0x80, (byte) 0xC2, 0, 0, (byte) data.length});
        apdu.writeBytes(data);
        apdu.write(0);
        return apdu.toByteArray();
    }

    private static byte[] inner(byte[] tpdu) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x82, 2, (byte) 0x83, (byte) 0x81});
        out.writeBytes(Tlv.of(0x8B, tpdu).bytes());
        return out.toByteArray();
    }

    /// The proof of receipt in an answer, which begins with `02 71 00`.
    ResponsePacket proof(byte[] answer, CommandPacket packet) {
        byte[] body = Arrays.copyOfRange(answer, 3, answer.length - 2);
        return switch (down.read(body, packet)) {
            case ResponseRead.Whole(ResponsePacket response) -> response;
            case ResponseRead.Malformed(var flaw) -> throw new AssertionError("proof: " + flaw);
        };
    }

    Reply reply(byte[] answer, CommandPacket packet) {
        return whole(Reply.read(proof(answer, packet).data()));
    }

    private static <T> T whole(Reading<T> reading) {
        return switch (reading) {
            case Reading.Whole<T>(T value) -> value;
            case Reading.Malformed<T>(var flaw) -> throw new AssertionError("content: " + flaw);
        };
    }

    /// What an SMS-SUBMIT of the UICC carries.
    static byte[] content(byte[] tpdu) {
        return switch (SmsSubmit.read(tpdu)) {
            case TpduRead.Whole<SmsSubmit>(SmsSubmit submit) -> submit.content().body();
            case TpduRead.Malformed<SmsSubmit>(var flaw) -> throw new AssertionError("" + flaw);
        };
    }

    /// The packet of a report.
    CommandPacket uplink(byte[] tpdu) {
        return switch (up.read(content(tpdu))) {
            case CommandRead.Whole(CommandPacket packet) -> packet;
            case CommandRead.Malformed(var flaw) -> throw new AssertionError("report: " + flaw);
        };
    }

    Report report(byte[] tpdu) {
        return whole(Report.read(uplink(tpdu).data()));
    }

    /// The keys with which the UICC of [Uiccs] opens the vault of [Vaults].
    static Instruction.Keys vaultKeys(int version, int bytes) {
        return new Instruction.Keys(
                VaultId.ifValid(Vaults.ID).orElseThrow(), Vaults.keySet(version, version, bytes));
    }

    Counter last() {
        return counter;
    }
}
