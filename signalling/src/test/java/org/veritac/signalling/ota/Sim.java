// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.Concatenation;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Key;
import org.veritac.card.ota.KeySet;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.PacketKind;
import org.veritac.card.ota.Reassembler;
import org.veritac.card.ota.Reassembly;
import org.veritac.card.ota.ReceivingEntity;
import org.veritac.card.ota.Reception;
import org.veritac.card.ota.SecurityLevel;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Status;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Instructions;
import org.veritac.card.report.Mode;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Reading;
import org.veritac.card.report.Reply;
import org.veritac.card.report.Report;
import org.veritac.card.report.Result;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imei;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A card without a card: the secured packets of a UICC and nothing behind them.
final class Sim {
    static final Spi UPLINK = Spi.of(0x1600);
    private static final SmsAddress GATEWAY = SmsAddress.unknown("4242");

    final Subscriber subscriber;
    final List<Instruction> instructions = new ArrayList<>();
    private final ReceivingEntity entity;
    private final PacketCodec uplink;
    private final Reassembler parts = new Reassembler(Clock.systemUTC(), Duration.ofMinutes(1), 4);
    private Counter last = Counter.ZERO;
    private Counter sent = Counter.ZERO;

    Sim(Subscriber subscriber, MasterKey master) {
        this.subscriber = subscriber;
        entity =
                new ReceivingEntity(
                        List.of(keys(master, subscriber, 1)),
                        SecurityLevel.FULL,
                        Set.of(Tar.VERITAC));
        uplink = new PacketCodec(keys(master, subscriber, 2));
    }

    /// As personalisation brings them.
    private static KeySet keys(MasterKey master, Subscriber subscriber, int version) {
        Secret both = master.forPersonalisation(subscriber.iccid(), version);
        return new KeySet(version, Key.aes(both.part(0, 16)), Key.aes(both.part(16, 16)));
    }

    /// What this card finds in a genuine phone.
    Report genuine() {
        var imei = PackedImei.of(Imei.of("49015420323751"));
        return new Report(
                imei,
                imei,
                new VaultId(0x0102030405060708L),
                1,
                Result.GENUINE,
                Mode.STATIC_KEYS,
                subscriber.imsi(),
                7,
                false,
                false);
    }

    /// The messages of a report.
    synchronized List<SmsContent> report(Report report) {
        return command(report.write());
    }

    /// The messages of a packet with any data, under the next counter.
    synchronized List<SmsContent> command(byte[] data) {
        sent = sent.next();
        return packet(UPLINK, Tar.VERITAC, data);
    }

    synchronized List<SmsContent> packet(Spi spi, Tar tar, byte[] data) {
        byte[] packet = uplink.write(new CommandPacket(spi, tar, sent, data));
        return Concatenation.split(
                PacketKind.COMMAND,
                packet,
                Concatenation.Reference.narrow((int) sent.value() & 0xFF));
    }

    /// Takes one message; what it sends, if it does, is the proof of receipt.
    synchronized List<SmsContent> take(SmsContent content) {
        if (!(parts.accept(GATEWAY, content) instanceof Reassembly.Complete complete)) {
            return List.of();
        }
        return switch (entity.receive(complete.packet(), last)) {
            case Reception.Accepted accepted -> {
                last = accepted.counter();
                yield proof(entity.answer(accepted, Status.OK, carryOut(accepted)).orElse(null));
            }
            case Reception.Refused refused -> proof(entity.answer(refused).orElse(null));
            case Reception.Ignored _ -> List.of();
        };
    }

    private static List<SmsContent> proof(byte @Nullable [] packet) {
        return packet == null
                ? List.of()
                : Concatenation.split(
                        PacketKind.RESPONSE, packet, Concatenation.Reference.narrow(1));
    }

    private byte[] carryOut(Reception.Accepted accepted) {
        if (!(Instructions.read(accepted.packet().data())
                instanceof Reading.Whole<List<Instruction>>(var read))) {
            return new Reply(0x6A80, null).write();
        }
        instructions.addAll(read);
        boolean polled = read.getLast() instanceof Instruction.Poll;
        return new Reply(0x9000, polled ? genuine() : null).write();
    }
}
