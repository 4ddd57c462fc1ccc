// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The receiver of command packets (TS 102 225, clause 4): finds the keys, believes nothing before
/// the checksum is right, then looks at application, security level and counter, in this order. The
/// counters stay with the caller, who has to keep them over a power cut.
///
/// Deviates: a packet without a right checksum gets no response, also where the standard has
/// statuses for it (checksum failed, ciphering error, TAR unknown, insufficient security level).
public final class ReceivingEntity {
    private final Map<Integer, PacketCodec> codecs = new HashMap<>();
    private final SecurityLevel minimum;
    private final Set<Tar> applications;

    /// @param keySets one for each version at most
    /// @param minimum for all applications; with less than a checksum, strangers are believed
    /// @param applications for whom packets are taken
    public ReceivingEntity(List<KeySet> keySets, SecurityLevel minimum, Set<Tar> applications) {
        for (KeySet keys : keySets) {
            if (codecs.put(keys.version(), new PacketCodec(keys)) != null) {
                throw new IllegalArgumentException("two key sets of version " + keys.version());
            }
        }
        this.minimum = minimum;
        this.applications = Set.copyOf(applications);
    }

    /// Decides about a packet from a stranger.
    ///
    /// @param packet from CPL on
    /// @param last the highest counter that was processed under its key set
    public Reception receive(byte[] packet, Counter last) {
        return switch (CommandHeader.read(packet)) {
            case CommandHeader.Illegible(Flaw flaw) -> new Reception.Ignored(flaw);
            case CommandHeader.Legible header -> receive(packet, header, last);
        };
    }

    private Reception receive(byte[] packet, CommandHeader.Legible header, Counter last) {
        if (!header.spi().hasChecksum() && !minimum.isMetBy(header.spi())) {
            return new Reception.Ignored(Flaw.SECURITY_PARAMETERS);
        }
        PacketCodec codec = codecs.get(version(header));
        if (codec == null) {
            return new Reception.Ignored(Flaw.KEYS);
        }
        return switch (codec.read(packet, header)) {
            case CommandRead.Malformed(Flaw flaw) -> new Reception.Ignored(flaw);
            case CommandRead.Whole(CommandPacket command) -> decide(command, version(header), last);
        };
    }

    /// The version that the octets in use name. Where both are in use and differ, no codec takes
    /// it.
    private static int version(CommandHeader.Legible header) {
        return (header.spi().hasChecksum() ? header.kid() : header.kic()) >> 4;
    }

    /// The version of the key set a packet asks for; empty when it has no header. This is before
    /// any check: good for finding the counter to call [#receive] with, and for nothing else.
    public static Optional<Integer> keyVersion(byte[] packet) {
        return CommandHeader.read(packet) instanceof CommandHeader.Legible header
                ? Optional.of(version(header))
                : Optional.empty();
    }

    private Reception decide(CommandPacket command, int version, Counter last) {
        Status status = status(command, last);
        if (status != Status.OK) {
            return command.spi().hasChecksum()
                    ? new Reception.Refused(command, version, status)
                    : new Reception.Ignored(Flaw.SECURITY_PARAMETERS);
        }
        CounterRule rule = command.spi().counter();
        boolean counts = rule == CounterRule.HIGHER || rule == CounterRule.NEXT;
        return new Reception.Accepted(command, version, counts ? command.counter() : last);
    }

    private Status status(CommandPacket command, Counter last) {
        if (!applications.contains(command.tar())) {
            return Status.TAR_UNKNOWN;
        }
        if (!minimum.isMetBy(command.spi())) {
            return Status.INSUFFICIENT_SECURITY_LEVEL;
        }
        return command.spi().counter().check(command.counter(), last);
    }

    /// The proof of receipt of a refused command, when it asks for one.
    ///
    /// @return the packet, from RPL on
    public Optional<byte[]> answer(Reception.Refused refused) {
        return answer(refused.keyVersion(), refused.packet(), refused.status(), new byte[0]);
    }

    /// The proof of receipt of an accepted command, when it asks for one.
    ///
    /// @param status what became of it
    /// @param data what it answers; left out when the status is not OK
    /// @return the packet, from RPL on
    public Optional<byte[]> answer(Reception.Accepted accepted, Status status, byte[] data) {
        byte[] told = status == Status.OK ? data : new byte[0];
        return answer(accepted.keyVersion(), accepted.packet(), status, told);
    }

    private Optional<byte[]> answer(
            int version, CommandPacket command, Status status, byte[] data) {
        PacketCodec codec = codecs.get(version);
        if (codec == null || !command.spi().por().asksFor(status)) {
            return Optional.empty();
        }
        var response = new ResponsePacket(command.tar(), command.counter(), status, data);
        return Optional.of(codec.write(response, command.spi()));
    }
}
