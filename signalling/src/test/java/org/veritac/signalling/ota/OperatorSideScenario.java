// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.SmsDeliver;
import org.veritac.card.ota.SmsSubmit;
import org.veritac.card.ota.TpduRead;
import org.veritac.card.report.Instruction;
import org.veritac.signalling.smpp.Account;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Client;
import org.veritac.signalling.smpp.ClientSettings;
import org.veritac.signalling.smpp.Password;
import org.veritac.signalling.smpp.Radio;
import org.veritac.signalling.smpp.Smsc;
import org.veritac.signalling.smpp.SmscSettings;
import org.veritac.signalling.smpp.Taken;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import javax.net.SocketFactory;

/// Gateway, SMPP client, SMSC, air and card, on real sockets: a report is answered, a poll brings a
/// report.
class OperatorSideScenario {
    private static final Password PASSWORD = new Password("secret");

    @TempDir Path folder = Path.of("");
    private final CompletableFuture<Smsc> air = new CompletableFuture<>();

    @Test
    void aReportIsAnsweredAndAPollBringsOne() throws Exception {
        MasterKey master = Desk.master();
        var sim = new Sim(Desk.ANNA, master);
        var settings =
                new SmscSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        List.of(new Account("gateway", PASSWORD, Set.of(Desk.NUMBER.digits()))),
                        SmscSettings.Limits.DEFAULT);
        try (var store = CardStore.open(folder.resolve("cards.db"), master);
                var smsc =
                        new Smsc(settings, (to, tpdu) -> deliver(sim, tpdu), Clock.systemUTC())) {
            air.complete(smsc);
            store.put(List.of(Desk.ANNA));
            var client =
                    new Client(
                            new ClientSettings(
                                    smsc.start(),
                                    "gateway",
                                    PASSWORD,
                                    ClientSettings.Limits.DEFAULT),
                            SocketFactory.getDefault(),
                            new Random(1));
            try (client;
                    var gateway =
                            new Gateway(
                                    new GatewaySettings(
                                            Desk.NUMBER, GatewaySettings.Limits.DEFAULT),
                                    new Gateway.Cards(master, store),
                                    new Gateway.Links(
                                            client::submit,
                                            (report, subscriber) ->
                                                    CompletableFuture.completedFuture(
                                                            Answer.CLEAN)),
                                    Clock.systemUTC())) {
                client.start(gateway);
                send(sim, sim.report(sim.genuine()));
                Desk.until(() -> gateway.counts().answered() == 1);
                assertThat(sim.instructions).singleElement().isInstanceOf(Instruction.Answer.class);

                assertThat(gateway.poll(Desk.ANNA.imsi(), false).get())
                        .isEqualTo(new Outcome.Answered(0x9000, sim.genuine()));
            }
        }
    }

    private Radio.Delivery deliver(Sim sim, byte[] tpdu) {
        if (!(SmsDeliver.read(tpdu) instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message))
                || !message.isDataDownload()) {
            return Radio.Delivery.REFUSED;
        }
        send(sim, sim.take(message.content()));
        return Radio.Delivery.DELIVERED;
    }

    private void send(Sim sim, List<SmsContent> parts) {
        for (SmsContent part : parts) {
            var submit =
                    new SmsSubmit(
                            1,
                            SmsAddress.unknown(Desk.NUMBER.digits()),
                            SmsDeliver.PID_DATA_DOWNLOAD,
                            SmsDeliver.DCS_CLASS_2,
                            part);
            assertThat(air.join().submit(Address.of(sim.subscriber.msisdn()), submit.write()))
                    .isInstanceOf(Taken.Accepted.class);
        }
    }
}
