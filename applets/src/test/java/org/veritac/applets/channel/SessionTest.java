// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javacard.framework.ISOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

/// Both ends of a channel against each other.
final class SessionTest {
    private static final short OK = (short) 0x9000;

    private final Session card = session();
    private final Session host = session();

    private static Session session() {
        var cmac = new Cmac();
        return new Session(cmac, new Kdf(cmac));
    }

    private void open(int keyBytes, int size) {
        byte[] enc = new byte[keyBytes];
        byte[] mac = new byte[keyBytes];
        Arrays.fill(mac, (byte) 0x77);
        byte[] challenges = new byte[2 * size];
        Arrays.fill(challenges, (byte) 0x5A);
        for (Session side : new Session[] {card, host}) {
            side.context(challenges, (short) 0, (short) size);
            side.derive(SessionVectors.key(enc), SessionVectors.key(mac));
        }
        byte[] apdu = new byte[64];
        short length = host.externalAuthenticate(apdu, (short) 0);
        assertThat(length).isEqualTo((short) (5 + 2 * size));
        assertThat(card.acceptHost(apdu, (short) 0, (short) (length - 5))).isEqualTo(Session.GOOD);
    }

    private static byte[] command(int length) {
        byte[] apdu = new byte[300];
        apdu[0] = (byte) 0x80;
        apdu[1] = 0x11;
        apdu[4] = (byte) length;
        for (int i = 0; i < length; i++) {
            apdu[5 + i] = (byte) i;
        }
        return apdu;
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "16, 16", "32, 8", "32, 16"})
    void commandsAndResponsesGoThrough(int keyBytes, int size) {
        open(keyBytes, size);
        for (int length : new int[] {0, 1, 15, 16, 17, 200, 223}) {
            byte[] apdu = command(length);
            short sent = host.wrapCommand(apdu, (short) 0);
            assertThat(apdu[0]).isEqualTo((byte) 0x84);
            byte[] head = Arrays.copyOf(apdu, 4);
            short plain = card.unwrapCommand(head, (short) 0, apdu, (short) 5, (short) (sent - 5));
            assertThat(plain).isEqualTo((short) length);
            assertThat(Arrays.copyOfRange(apdu, 5, 5 + length))
                    .isEqualTo(Arrays.copyOfRange(command(length), 5, 5 + length));
            byte[] answer = new byte[300];
            Arrays.fill(answer, 0, length, (byte) 3);
            short wrapped = card.wrapResponse(answer, (short) 0, (short) length, OK);
            answer[wrapped] = (byte) 0x90;
            assertThat(host.unwrapResponse(answer, (short) 0, (short) (wrapped + 2)))
                    .isEqualTo((short) length);
        }
    }

    @Test
    void oneByteMoreThanFitsIsRefused() {
        open(16, 8);
        assertThat(host.wrapCommand(command(239), (short) 0)).isEqualTo((short) 253);
        assertThatThrownBy(() -> host.wrapCommand(command(240), (short) 0))
                .isInstanceOf(ISOException.class);
    }

    @Test
    void aRepeatedCommandEndsTheChannel() {
        open(16, 8);
        byte[] apdu = command(3);
        short sent = host.wrapCommand(apdu, (short) 0);
        byte[] again = apdu.clone();
        byte[] head = Arrays.copyOf(apdu, 4);
        short length = (short) (sent - 5);
        assertThat(card.unwrapCommand(head, (short) 0, apdu, (short) 5, length)).isPositive();
        assertThat(card.unwrapCommand(head, (short) 0, again, (short) 5, length))
                .isEqualTo(Session.WRONG_MAC);
        assertThat(card.isOpen()).isFalse();
        byte[] fresh = command(3);
        short next = host.wrapCommand(fresh, (short) 0);
        assertThat(card.unwrapCommand(head, (short) 0, fresh, (short) 5, (short) (next - 5)))
                .isEqualTo(Session.WRONG_MAC);
    }

    @Test
    void aResponseWithAnotherStatusIsNotAuthentic() {
        open(16, 8);
        byte[] apdu = command(0);
        host.wrapCommand(apdu, (short) 0);
        card.unwrapCommand(apdu, (short) 0, apdu, (short) 5, (short) 8);
        byte[] answer = new byte[64];
        short wrapped = card.wrapResponse(answer, (short) 0, (short) 4, OK);
        answer[wrapped] = 0x63;
        assertThat(host.unwrapResponse(answer, (short) 0, (short) (wrapped + 2)))
                .isEqualTo(Session.WRONG_MAC);
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void aResponseWithoutMacIsNotAuthentic() {
        open(16, 8);
        assertThat(host.unwrapResponse(new byte[] {(byte) 0x90, 0}, (short) 0, (short) 2))
                .isEqualTo(Session.WRONG_MAC);
    }

    @Test
    void withoutAnOpenChannelNothingIsWrapped() {
        assertThatThrownBy(() -> host.wrapCommand(command(0), (short) 0))
                .isInstanceOf(ISOException.class);
    }
}
