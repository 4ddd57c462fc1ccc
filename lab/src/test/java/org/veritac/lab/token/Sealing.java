// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.subscription.transfer.Manifest;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The requests of a pair, with their MAC, made by the letter of the interface and by nothing that
/// token or handset use.
///
/// @param key S, 16 bytes
/// @param binder of the channel, 16 bytes
record Sealing(Octets key, Octets binder) {
    private static final int STATUS = 0x14;
    private static final int READY = 0x34;
    private static final int DONE = 0x36;
    private static final int GIVE_BACK = 0x40;
    private static final int CLOSE = 0x42;
    private static final int RELEASED = 0x44;
    private static final int BYTES = 16;

    /// S of a pair.
    static Octets derive(Octets tokenNonce, Octets handsetNonce, int tid, long handset) {
        byte[] label = "VERITAC PAIR V1".getBytes(StandardCharsets.US_ASCII);
        var rest = ByteBuffer.allocate(20).putInt(tid).putLong(Nation.TOKEN.value());
        byte[] hash =
                Greeting.sha256(
                        label,
                        tokenNonce.bytes(),
                        handsetNonce.bytes(),
                        rest.putLong(handset).array());
        return Octets.of(Arrays.copyOf(hash, BYTES));
    }

    private Octets mac(int ins, Tlv... items) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(binder.bytes());
        message.write(ins);
        message.write(0);
        message.writeBytes(TlvList.of(items).bytes());
        try (var secret = Secret.taking(key.bytes())) {
            return Octets.of(Aes.cmac(secret, message.toByteArray()));
        }
    }

    private static Tlv number(int tag, int value) {
        return Tlv.of(tag, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static Tlv word(int tag, int value) {
        return Tlv.of(tag, ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
    }

    Request status(int tid, int generation) {
        int time = HandsetInHand.TIME;
        var nonce = Tlv.of(0x80, Greeting.NONCE.bytes());
        var mac = mac(STATUS, nonce, number(0x81, tid), word(0x82, generation), number(0x83, time));
        return new Request.Status(Greeting.NONCE, tid, generation, time, Octets.NONE, mac);
    }

    Request ready(int tid, Octets digest) {
        var mac = mac(READY, number(0x80, tid), Tlv.of(0x81, digest.bytes()));
        return new Request.Ready(tid, digest, mac);
    }

    Request done(int tid) {
        return new Request.Done(tid, mac(DONE, number(0x80, tid)));
    }

    Request giveBack(int tid, int attempt, Manifest manifest) {
        var entries = new ByteArrayOutputStream();
        for (Manifest.Entry entry : manifest.entries()) {
            entries.write(entry.part().code() | (entry.prestored() ? 0x80 : 0));
            byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(entry.length()).array();
            entries.write(length, 1, 3);
            entries.writeBytes(entry.digest().bytes());
        }
        var mac =
                mac(
                        GIVE_BACK,
                        number(0x80, tid),
                        word(0x81, attempt),
                        Tlv.of(0x82, entries.toByteArray()));
        return new Request.GiveBack(tid, attempt, manifest, mac);
    }

    Request close(int tid, int attempt) {
        return new Request.Close(tid, attempt, mac(CLOSE, number(0x80, tid), word(0x81, attempt)));
    }

    Request released(int tid, int attempt, Octets digest) {
        var mac =
                mac(RELEASED, number(0x80, tid), word(0x81, attempt), Tlv.of(0x82, digest.bytes()));
        return new Request.Released(tid, attempt, digest, mac);
    }
}
