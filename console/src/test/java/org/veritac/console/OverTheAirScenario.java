// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.Secret;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.Concatenation;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Key;
import org.veritac.card.ota.KeySet;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.PacketKind;
import org.veritac.card.ota.SmsAddress;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.SmsSubmit;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Mode;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Report;
import org.veritac.card.report.Result;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.ota.KeyFile;
import org.veritac.signalling.smpp.Account;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Password;
import org.veritac.signalling.smpp.Radio;
import org.veritac.signalling.smpp.Smsc;
import org.veritac.signalling.smpp.SmscSettings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A serve that is the gateway to cards, bound to an SMSC.
@Timeout(60)
final class OverTheAirScenario {
    private static final String IMEI = "49015420323751";
    private static final String OTHER_IMEI = "35209900176148";
    private static final String IMSI = "001010000000001";
    private static final String NUMBER = "491510000001";
    private static final String ICCID = "8949010000000000009";
    private static final String GATEWAY = "4242";

    @TempDir Path folder;

    private final BlockingQueue<byte[]> delivered = new LinkedBlockingQueue<>();
    private Smsc smsc;
    private Serving serving;
    private Typed shell;

    @BeforeEach
    void start() throws Exception {
        var account = new Account("veritac", new Password("secret"), Set.of(GATEWAY));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Radio radio =
                (_, tpdu) -> {
                    delivered.add(tpdu);
                    return Radio.Delivery.DELIVERED;
                };
        smsc =
                new Smsc(
                        new SmscSettings(address, List.of(account), SmscSettings.Limits.DEFAULT),
                        radio,
                        Clock.systemUTC());
        int port = smsc.start().getPort();
        Files.writeString(folder.resolve("smpp.password"), "secret\n");
        String ota =
                "  ota: {number: \"%s\", smsc: \"127.0.0.1:%d\", password: smpp.password}\n"
                        .formatted(GATEWAY, port);
        Settings settings = SettingsText.read(Started.PORTS + ota, folder);
        serving = Started.in(folder.resolve("data"), settings, null);
        shell = new Typed(folder);
        shell.file("cards.csv", "iccid,imsi,msisdn", ICCID + "," + IMSI + "," + NUMBER);
        assertThat(shell.type("ota", "cards", "cards.csv").code()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        serving.close();
        smsc.close();
    }

    private void report(Imei proven, KeySet keys, int counter) {
        var imei = PackedImei.of(proven);
        var report =
                new Report(
                        imei,
                        imei,
                        new VaultId(1),
                        1,
                        Result.GENUINE,
                        Mode.STATIC_KEYS,
                        Imsi.of(IMSI),
                        counter,
                        false,
                        false);
        byte[] packet =
                new PacketCodec(keys)
                        .write(
                                new CommandPacket(
                                        Spi.of(0x1600),
                                        Tar.VERITAC,
                                        new Counter(counter),
                                        report.write()));
        for (SmsContent part :
                Concatenation.split(
                        PacketKind.COMMAND, packet, Concatenation.Reference.narrow(counter))) {
            var submit = new SmsSubmit(0, SmsAddress.unknown(GATEWAY), 0, 4, part);
            smsc.submit(Address.of(Msisdn.of(NUMBER)), submit.write());
        }
    }

    /// The keys with which this card reports.
    private KeySet cardKeys() throws Exception {
        try (var master = KeyFile.read(folder.resolve("ota.key"));
                Secret both = master.forPersonalisation(Iccid.of(ICCID), 2)) {
            return new KeySet(2, Key.aes(both.part(0, 16)), Key.aes(both.part(16, 16)));
        }
    }

    private String metrics() throws Exception {
        String where = serving.ready().replaceAll(".*http=([^ ]+).*", "$1");
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://" + where + "/metrics");
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private void await(String figure) throws Exception {
        while (!metrics().contains(figure)) {
            Thread.sleep(20);
        }
    }

    @Test
    void aReportByTheSmscIsProofInTheRegisterAndIsAnswered() throws Exception {
        await("veritac_ota_smsc_bound 1.0");
        shell.type("add", "black", IMEI, "--reason", "duplicated");
        assertThat(shell.type("check", IMEI, "--imsi", IMSI).code()).isEqualTo(1);
        report(Imei.of(IMEI), cardKeys(), 1);
        assertThat(delivered.poll(30, TimeUnit.SECONDS)).as("the answer by OTA").isNotNull();
        var said = shell.type("check", IMEI, "--imsi", IMSI, "--json");
        assertThat(said.json().get("verdict").asString()).as(said.out()).isEqualTo("WHITE");
        assertThat(shell.type("check", IMEI, "--imsi", "001010000000002").code())
                .as("the clone in another hand")
                .isEqualTo(1);
        await("veritac_ota_reports_total{outcome=\"judged\"} 1.0");
    }

    @Test
    void aReportUnderOtherKeysProvesNothingAndIsCounted() throws Exception {
        await("veritac_ota_smsc_bound 1.0");
        byte[] guess = new byte[16];
        guess[0] = 1;
        report(
                Imei.of(OTHER_IMEI),
                new KeySet(2, Key.aes(Secret.of(guess)), Key.aes(Secret.of(guess))),
                1);
        await("veritac_ota_refusals_total{reason=\"not-authentic\"} 1.0");
        assertThat(metrics()).contains("veritac_ota_reports_total{outcome=\"judged\"} 0.0");
        assertThat(delivered).as("nobody answers a stranger").isEmpty();
    }
}
