// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.card.ota.SmsAddress;

import java.io.IOException;
import java.util.HexFormat;

final class UiccGateTest {
    private static final HexFormat HEX = HexFormat.of();

    static UiccPersonalisation personalisation(String policy) {
        return new UiccPersonalisation(
                new UiccPersonalisation.Subscriber(
                        "001010123456789",
                        "8900012345678901234",
                        "465b5ce8b199b49faa5f0a2ee238a6bc",
                        "cd63cb71954a9f4e48a5994e37a02baf",
                        "ff9bb4d0b606"),
                new UiccPersonalisation.OtaKeys(
                        "a1b2c3d4e5f60718293a4b5c6d7e8f90", "b1b2c3d4e5f60718293a4b5c6d7e8f90"),
                new UiccPersonalisation.OtaKeys(
                        "c1b2c3d4e5f60718293a4b5c6d7e8f90", "d1b2c3d4e5f60718293a4b5c6d7e8f90"),
                UiccPersonalisation.TlvBytes.of(policy),
                SmsAddress.unknown("74839"),
                null);
    }

    @Test
    void firstLook() throws IOException {
        var card = new SimulatedCard(UiccPersonalisation.installation());
        card.reset();
        personalisation("80010381020000820100830100840100").apply(card);
        var phone = new Phone(card, null, "490154203237518");
        phone.boot();
        for (String command :
                new String[] {
                    "00A40004023F0000",
                    "00A40004022FE200",
                    "00B000000A",
                    "00B0000000",
                    "00A4040407A000000087100200",
                    "00A40004026F0700",
                    "00B0000009",
                    "00A40004026FB700",
                    "00B2010404",
                    "00A40004026FF100",
                    "00B2010404",
                    "A0A40000023F00",
                    "A0C0000016",
                    "A0A40000027F2000",
                    "80780001" + "00",
                    "008800812210" + "23553cbe9637a89d218ae64dae47bf35" + "10"
                            + "55f328b43577b9b94a9ffac354dfafb3" + "00",
                    "008800812210" + "23553cbe9637a89d218ae64dae47bf35" + "10"
                            + "55f328b43577b9b94a9ffac354dfafb3" + "00",
                    "A088000010" + "23553cbe9637a89d218ae64dae47bf35",
                    "A0C000000C",
                    "A088000010" + "23553cbe9637a89d218ae64dae47bf35" + "0C",
                }) {
            System.out.println(command + " -> " + HEX.formatHex(phone.uicc(command)));
        }
        phone.status();
        for (byte[] message : phone.messages) {
            System.out.println(HEX.formatHex(message));
        }
        System.out.println(phone.displayed);
        assertThat(phone.messages).hasSize(1);
    }
}
