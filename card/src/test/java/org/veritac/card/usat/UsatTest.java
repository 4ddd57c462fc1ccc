// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.identity.Imei;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

final class UsatTest {
    private static final CommandDetails DETAILS = new CommandDetails(1, 0x30, 0);
    private static final Imei IMEI = Imei.of("490154203237518");

    private static Bytes bytes(int count) {
        return Bytes.of(new byte[count]);
    }

    @Test
    void apdusOfOtherCardsHaveAnEnd() {
        int most = ProactiveCommand.PerformCardApdu.BYTES_MAX;
        var command = new ProactiveCommand.PerformCardApdu(7, bytes(most));
        byte[] written = ProactiveMessage.of(254, command).write();
        assertThat(written.length).as("fits the answer to FETCH").isLessThanOrEqualTo(256);
        assertThat(ProactiveMessage.read(written))
                .isEqualTo(new UsatRead.Whole<>(ProactiveMessage.of(254, command)));
        assertThatThrownBy(() -> new ProactiveCommand.PerformCardApdu(0, bytes(most + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProactiveCommand.PerformCardApdu(0, bytes(3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProactiveCommand.PowerOnCard(8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersOfOtherCardsHaveAnEnd() {
        int most = TerminalResponse.R_APDU_MAX;
        byte[] written = TerminalResponse.ofApdu(DETAILS, bytes(most)).write();
        assertThat(written.length).as("fits a command APDU").isLessThanOrEqualTo(255);
        assertThatThrownBy(() -> TerminalResponse.ofApdu(DETAILS, bytes(most + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        var tooLong =
                new TerminalResponse(
                        DETAILS,
                        GeneralResult.PERFORMED,
                        Bytes.NONE,
                        List.of(new Item(Item.R_APDU, true, bytes(most + 1))));
        assertThat(tooLong.apdu()).isEmpty();
    }

    @Test
    void itemsHaveAnEnd() {
        var items = new ArrayList<>(Collections.nCopies(Items.COUNT_MAX, Item.required(0x70)));
        Items most = Items.of(items);
        Items read = Items.read(Bytes.of(most.bytes()));
        assertThat(read).isNotNull();
        items.add(Item.required(0x70));
        assertThat(Items.read(Bytes.of(Items.of(items).bytes()))).isNull();
        assertThatThrownBy(() ->
                        new TerminalResponse(DETAILS, GeneralResult.PERFORMED, Bytes.NONE, items))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Item(0x7F, true, Bytes.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Item(0, true, Bytes.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longTagsAndLongValuesAreItemsToo() {
        Items items =
                Items.of(
                        new Item(0x0123, true, bytes(0)),
                        new Item(0x7FFF, false, bytes(0x80)),
                        new Item(0x7E, false, bytes(0x100)));
        Items read = Items.read(Bytes.of(items.bytes()));
        assertThat(read == null ? List.of() : read.list()).isEqualTo(items.list());
    }

    @Test
    void anImeiIsClaimedAsAMobileIdentity() {
        TerminalResponse response = TerminalResponse.ofImei(DETAILS, IMEI);
        assertThat(response.imei()).isEqualTo(IMEI);
        assertThat(response.toString()).doesNotContain(IMEI.digits());
        assertThat(ImeiItem.write(IMEI).value())
                .isEqualTo(Item.bytes(0x4A, 0x09, 0x51, 0x24, 0x30, 0x32, 0x57, 0x81));
        assertThat(ImeiItem.read(Item.bytes(0x43, 0x09, 0x51, 0x24, 0x30, 0x32, 0x57, 0x81)))
                .as("another kind of identity")
                .isNull();
        assertThat(ImeiItem.read(Item.bytes(0xBA, 0x09, 0x51, 0x24, 0x30, 0x32, 0x57, 0x81)))
                .isNull();
        assertThat(ImeiItem.read(Item.bytes(0x4A, 0x09, 0x51, 0x24, 0x30, 0x32, 0x57, 0xF1)))
                .as("14 digits")
                .isNull();
        assertThat(ImeiItem.read(Item.bytes(0x4A, 0x09))).isNull();
        assertThat(TerminalResponse.of(DETAILS, GeneralResult.TERMINAL_UNABLE).imei()).isNull();
    }

    @Test
    void timesGoTo24Hours() {
        var day = new Envelope.TimerExpiration(8, Duration.ofHours(24));
        assertThat(Envelope.read(day.write())).isEqualTo(new UsatRead.Whole<Envelope>(day));
        Duration more = Duration.ofHours(24).plusSeconds(1);
        assertThatThrownBy(() -> new Envelope.TimerExpiration(8, more))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProactiveCommand.TimerManagement(TimerAction.START, 1, more))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ProactiveCommand.TimerManagement(
                                TimerAction.DEACTIVATE, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallIsAllowedOrNot() {
        for (CallControlResult result : CallControlResult.values()) {
            assertThat(CallControlResult.read(result.write())).contains(result);
        }
        assertThat(CallControlResult.read(new byte[0])).contains(CallControlResult.ALLOWED);
        assertThat(CallControlResult.read(new byte[] {1, 1})).isEmpty();
        assertThat(CallControlResult.read(new byte[] {3, 0})).isEmpty();
        assertThat(CallControlResult.read(new byte[] {1})).isEmpty();
    }

    @Test
    void aProfileSaysWhatATerminalCanDo() {
        Set<Facility> some = EnumSet.of(Facility.PERFORM_CARD_APDU, Facility.DISPLAY_TEXT);
        TerminalProfile profile = TerminalProfile.of(some, 2);
        for (Facility facility : Facility.values()) {
            assertThat(profile.has(facility)).as("%s", facility).isEqualTo(some.contains(facility));
        }
        assertThat(profile.readers()).isEqualTo(2);
        assertThat(profile.octets().copy()).isEqualTo(new byte[] {0, 0, 1, 0, 0, 0, 0x44, 0});
        var shortOne = new TerminalProfile(profile.octets().part(0, 6));
        assertThat(shortOne.has(Facility.PERFORM_CARD_APDU)).isFalse();
        assertThat(shortOne.readers()).isZero();
        assertThatThrownBy(() -> TerminalProfile.of(some, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAndUnknownItemsOfACommandAreReadOver() {
        var command = new ProactiveCommand.ProvideLocalInformation(LocalInformation.IMEI);
        ProactiveMessage message = ProactiveMessage.of(1, command);
        byte[] written =
                Items.of(
                                message.details().item(),
                                Devices.fromUicc(Devices.TERMINAL).item(),
                                new Item(0x6E, false, bytes(2)))
                        .in(0xD0);
        assertThat(ProactiveMessage.read(written)).isEqualTo(new UsatRead.Whole<>(message));
        assertThatThrownBy(() -> new ProactiveMessage(DETAILS, command))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ProactiveMessage.detailsOf(new byte[2])).isNull();
    }
}
