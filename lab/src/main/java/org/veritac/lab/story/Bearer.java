// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.ota.ServiceCentreTime;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.SmsDeliver;
import org.veritac.card.ota.SmsSubmit;
import org.veritac.card.ota.TpduRead;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.ota.Carrier;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Inbox;
import org.veritac.signalling.smpp.ShortMessage;
import org.veritac.signalling.smpp.Submission;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Packets to a card without any network: they are handed to it, or kept for whoever wants to hand
/// them to it later.
final class Bearer implements Carrier {
    private static final Duration BETWEEN_PARTS = Duration.ofMillis(20);

    private final BlockingQueue<byte[]> units = new LinkedBlockingQueue<>();

    @Override
    public CompletableFuture<Submission> submit(ShortMessage message, Duration validity) {
        var time = ServiceCentreTime.of(Clock.systemUTC().instant().atOffset(ZoneOffset.UTC));
        SmsContent content =
                SmsContent.ofUserData(message.format().userDataHeader(), message.userData())
                        .orElseThrow();
        var from = SmsAddress.unknown(message.source().digits());
        units.add(SmsDeliver.toUicc(from, time, content).write());
        return CompletableFuture.completedFuture(new Submission.Accepted("by hand"));
    }

    /// Waits for a packet, and takes all its parts.
    List<byte[]> take(Duration patience) throws IOException {
        var taken = new ArrayList<byte[]>();
        try {
            byte[] unit = units.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            while (unit != null) {
                taken.add(unit);
                unit = units.poll(BETWEEN_PARTS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (taken.isEmpty()) {
            throw new IOException("the gateway sends no packet");
        }
        return List.copyOf(taken);
    }

    /// Hands a message to a card, and what the card wants sent to an inbox.
    ///
    /// @param owner whose card it is
    static void hand(CardLink card, byte[] unit, Msisdn owner, Inbox inbox) throws IOException {
        Shop.hand(
                card,
                unit,
                answer ->
                        SmsSubmit.read(answer) instanceof TpduRead.Whole<SmsSubmit>(var submit)
                                && inbox.take(message(submit, owner)));
    }

    private static ShortMessage message(SmsSubmit submit, Msisdn owner) {
        return new ShortMessage(
                Address.of(owner),
                Address.shortCode(submit.to().digits().orElse("0")),
                new ShortMessage.Format(
                        !submit.content().header().isEmpty(), submit.pid(), submit.dcs()),
                submit.content().userData());
    }
}
