// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Reassembler;
import org.veritac.card.ota.Reassembly;
import org.veritac.card.ota.ReceivingEntity;
import org.veritac.card.ota.Reception;
import org.veritac.card.ota.SecurityLevel;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.Status;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Reading;
import org.veritac.card.report.Report;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.ShortMessage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What comes from cards: parts, packets, reports, proofs of receipt. The sender's number says
/// whose keys to try and nothing else.
final class Intake {
    private static final int ADDRESS_EXTENSION = 0x80;

    private final MasterKey master;
    private final CardStore store;
    private final Missions missions;
    private final Reassembler parts;

    /// What a message was, or was the last part of.
    sealed interface Arrival {
        /// A report.
        ///
        /// @param counter of its packet, used up by now
        record Reported(Report report, Subscriber subscriber, Counter counter) implements Arrival {}

        /// A proof of receipt; its mission knows.
        record Proven() implements Arrival {}

        /// A part; others are missing.
        record Incomplete() implements Arrival {}

        /// Nothing for us.
        record Refused(Refusal why) implements Arrival {}
    }

    Intake(MasterKey master, CardStore store, Missions missions, Reassembler parts) {
        this.master = master;
        this.store = store;
        this.missions = missions;
        this.parts = parts;
    }

    /// @throws IOException when the store is broken
    Arrival take(ShortMessage message) throws IOException {
        Optional<Msisdn> sender = message.source().msisdn();
        if (!message.format().userDataHeader()) {
            return new Arrival.Refused(Refusal.FOREIGN);
        }
        if (sender.isEmpty()) {
            return new Arrival.Refused(Refusal.UNKNOWN_SENDER);
        }
        Optional<SmsContent> content = SmsContent.ofUserData(true, message.userData());
        return content.isEmpty()
                ? new Arrival.Refused(Refusal.FOREIGN)
                : take(sender.get(), add(message.source(), content.get()));
    }

    private Reassembly add(Address source, SmsContent content) {
        var from =
                new SmsAddress(
                        ADDRESS_EXTENSION | source.typeOfNumber() << 4 | source.numberingPlan(),
                        source.digits());
        synchronized (parts) {
            return parts.accept(from, content);
        }
    }

    private Arrival take(Msisdn sender, Reassembly reassembly) throws IOException {
        return switch (reassembly) {
            case Reassembly.Waiting _ -> new Arrival.Incomplete();
            case Reassembly.Foreign() -> new Arrival.Refused(Refusal.FOREIGN);
            case Reassembly.Complete complete ->
                    switch (complete.kind()) {
                        case COMMAND -> report(sender, complete.packet());
                        case RESPONSE -> proof(sender, complete.packet());
                    };
        };
    }

    private Arrival proof(Msisdn sender, byte[] packet) {
        for (Mission mission : missions.to(sender)) {
            if (mission.prove(packet)) {
                return new Arrival.Proven();
            }
        }
        return new Arrival.Refused(Refusal.UNEXPECTED_RESPONSE);
    }

    private Arrival report(Msisdn sender, byte[] packet) throws IOException {
        if (ReceivingEntity.keyVersion(packet).isEmpty()) {
            return new Arrival.Refused(Refusal.FOREIGN);
        }
        List<Card> candidates = store.candidates(sender);
        for (Card card : candidates) {
            var entity =
                    new ReceivingEntity(
                            List.of(master.uplink(card.subscriber().iccid())),
                            SecurityLevel.FULL,
                            Set.of(Tar.VERITAC));
            switch (entity.receive(packet, card.uplink())) {
                case Reception.Accepted accepted -> {
                    return accepted(card.subscriber(), accepted);
                }
                case Reception.Refused(_, _, Status status) -> {
                    return new Arrival.Refused(refusal(status));
                }
                case Reception.Ignored _ -> {}
            }
        }
        return new Arrival.Refused(
                candidates.isEmpty() ? Refusal.UNKNOWN_SENDER : Refusal.NOT_AUTHENTIC);
    }

    private static Refusal refusal(Status status) {
        return switch (status) {
            case COUNTER_LOW, COUNTER_HIGH, COUNTER_BLOCKED -> Refusal.REPLAYED;
            case TAR_UNKNOWN -> Refusal.OTHER_APPLICATION;
            case OK,
                    CHECKSUM_FAILED,
                    CIPHERING_ERROR,
                    UNIDENTIFIED_SECURITY_ERROR,
                    INSUFFICIENT_MEMORY,
                    MORE_TIME,
                    INSUFFICIENT_SECURITY_LEVEL,
                    RESPONSE_BY_SUBMIT ->
                    Refusal.NOT_AUTHENTIC;
        };
    }

    /// The counter goes to the disk before anything is done; of two that come at once with the same
    /// counter, one gets there first.
    private Arrival accepted(Subscriber subscriber, Reception.Accepted accepted)
            throws IOException {
        if (!store.advance(subscriber.iccid(), accepted.counter())) {
            return new Arrival.Refused(Refusal.REPLAYED);
        }
        return switch (Report.read(accepted.packet().data())) {
            case Reading.Malformed<Report> _ -> new Arrival.Refused(Refusal.NO_REPORT);
            case Reading.Whole<Report>(Report report) ->
                    report.imsi().equals(subscriber.imsi())
                            ? new Arrival.Reported(report, subscriber, accepted.counter())
                            : new Arrival.Refused(Refusal.OTHER_SUBSCRIBER);
        };
    }
}
