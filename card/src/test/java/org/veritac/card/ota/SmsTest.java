// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;

final class SmsTest {
    private static final ServiceCentreTime TIME =
            ServiceCentreTime.of(OffsetDateTime.parse("2026-11-21T03:11:19Z"));

    @Test
    void aMessageForTheUiccIsDataDownload() {
        var content = new SmsContent(List.of(PacketKind.COMMAND.element()), new byte[10]);
        SmsDeliver message = SmsDeliver.toUicc(SmsAddress.unknown("4711"), TIME, content);
        assertThat(message.isDataDownload()).isTrue();
        assertThat(PacketKind.COMMAND.isNamedBy(content)).isTrue();
        assertThat(PacketKind.RESPONSE.isNamedBy(content)).isFalse();
    }

    @ParameterizedTest(name = "PID {0}, DCS {1}: {2}")
    @CsvSource({
        "7F, F6, true",
        "7F, F2, true",
        "7F, 16, true",
        "7F, 56, true",
        "7C, F6, true",
        "00, F6, false",
        "7F, F5, false",
        "7F, 00, false",
        "7F, F4, false"
    })
    void onlyClass2AndTheRightProtocolAreDataDownload(String pid, String dcs, boolean download) {
        var message =
                new SmsDeliver(
                        false,
                        SmsAddress.unknown("1"),
                        Integer.parseInt(pid, 16),
                        Integer.parseInt(dcs, 16),
                        TIME,
                        new SmsContent(List.of(), new byte[0]));
        assertThat(message.isDataDownload()).isEqualTo(download);
    }

    @Test
    void userDataAreReadAsTheyAreWritten() {
        var content = new SmsContent(List.of(PacketKind.COMMAND.element()), new byte[137]);
        assertThat(content.userData()).hasSize(140).startsWith(2, 0x70, 0);
        assertThat(SmsContent.ofUserData(true, content.userData())).contains(content);
        var bare = new SmsContent(List.of(), new byte[] {1, 2});
        assertThat(bare.userData()).containsExactly(1, 2);
        assertThat(SmsContent.ofUserData(false, bare.userData())).contains(bare);
        assertThat(SmsContent.ofUserData(true, new byte[0])).isEmpty();
        assertThat(SmsContent.ofUserData(true, new byte[] {3, 0x70, 0})).isEmpty();
        assertThat(SmsContent.ofUserData(false, new byte[140])).isPresent();
        assertThat(SmsContent.ofUserData(false, new byte[141])).isEmpty();
    }

    @Test
    void contentFillsAMessageAndNotMore() {
        List<InformationElement> header = List.of(PacketKind.COMMAND.element());
        assertThat(new SmsContent(header, new byte[137]).body()).hasSize(137);
        assertThatThrownBy(() -> new SmsContent(header, new byte[138]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new InformationElement(0, new byte[137]).content()).hasSize(137);
        assertThatThrownBy(() -> new InformationElement(0, new byte[138]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InformationElement(256, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "DCS {0}: {1} as length of {2} octets")
    @CsvSource({
        "00, 8, 7", "0C, 8, 7", "04, 8, 8", "08, 8, 8", "20, 8, 8", "60, 8, 8", "C0, 8, 7",
        "D0, 8, 7", "E0, 8, 8", "F0, 8, 7", "F4, 8, 8", "80, 8, 7", "00, 160, 140", "F6, 140, 140"
    })
    void theCodingSaysWhatTheLengthCounts(String dcs, int length, int octets) {
        String tpdu =
                "040491214300"
                        + dcs
                        + "62112115432100"
                        + "%02x".formatted(length)
                        + "41".repeat(octets);
        byte[] bytes = HexFormat.of().parseHex(tpdu);
        var read = SmsDeliver.read(bytes);
        assertThat(read).isInstanceOf(TpduRead.Whole.class);
        if (read instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message)) {
            assertThat(message.write()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest(name = "DCS {0}: {1} octets are too many")
    @CsvSource({"00, 161, 141", "F6, 141, 141"})
    void refusesOneMoreThanAMessageHolds(String dcs, int length, int octets) {
        String tpdu =
                "040491214300"
                        + dcs
                        + "62112115432100"
                        + "%02x".formatted(length)
                        + "41".repeat(octets);
        assertThat(SmsDeliver.read(HexFormat.of().parseHex(tpdu)))
                .isEqualTo(new TpduRead.Malformed<SmsDeliver>(TpduFlaw.CONTENT));
    }

    @Test
    void lettersAreAnAddressToo() {
        byte[] tpdu = HexFormat.of().parseHex("0409d0d9771d0e0000f66211211543210000");
        var read = SmsDeliver.read(tpdu);
        var from = new SmsAddress(0xD0, "9d77d1e00");
        assertThat(read).isInstanceOf(TpduRead.Whole.class);
        if (read instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message)) {
            assertThat(message.from()).isEqualTo(from);
            assertThat(message.write()).isEqualTo(tpdu);
        }
        assertThat(from.digits()).isEmpty();
    }

    @Test
    void addressesAreMasked() {
        assertThat(SmsAddress.international("491701234567")).hasToString("491*********");
        assertThat(SmsAddress.unknown("4711")).hasToString("471*");
        assertThat(SmsAddress.unknown("12")).hasToString("12");
        assertThat(SmsAddress.international("4917").digits()).contains("4917");
        assertThat(SmsAddress.international("4917").isInternational()).isTrue();
        assertThat(SmsAddress.unknown("a1").digits()).isEmpty();
        assertThat(SmsAddress.unknown("11").isInternational()).isFalse();
    }

    @Test
    void refusesAddressesThatAreNone() {
        assertThat(new SmsAddress(0x81, "1".repeat(20)).packed()).hasSize(10);
        assertThatThrownBy(() -> new SmsAddress(0x81, "1".repeat(21)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmsAddress(0x81, "1f"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmsAddress(0x01, "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placesAndReferencesAreInTheirRanges() {
        var reference = Concatenation.Reference.narrow(255);
        assertThat(new Concatenation(reference, 255, 255).number()).isEqualTo(255);
        assertThatThrownBy(() -> new Concatenation(reference, 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Concatenation.Reference.narrow(256))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Concatenation.Reference.wide(0x10000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesAreReadAsTheyWereWritten() {
        var west = OffsetDateTime.parse("2099-12-31T23:59:59-09:30");
        assertThat(ServiceCentreTime.of(west).time()).contains(west);
        assertThat(TIME.time()).contains(OffsetDateTime.parse("2026-11-21T03:11:19Z"));
        assertThat(new ServiceCentreTime(0xAAL).time()).isEmpty();
        assertThatThrownBy(() -> new ServiceCentreTime(1L << 56))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
