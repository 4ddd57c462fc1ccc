// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.KeySet;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.ResponsePacket;
import org.veritac.card.ota.ResponseRead;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Instructions on their way to one card: the packets that carried them, and what came back.
final class Mission {
    /// News that may wait to be looked at; a card has one thing to say about each packet.
    private static final int NEWS_MAX = 8;

    private final Subscriber subscriber;
    private final KeySet keys;
    private final byte[] data;
    private final List<CommandPacket> packets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<News> news = new ArrayBlockingQueue<>(NEWS_MAX);

    /// What may be heard of a packet.
    sealed interface News {
        /// The card's proof of receipt.
        record Proof(ResponsePacket packet) implements News {}

        /// The SMSC has given up a message of it.
        record GivenUp() implements News {}

        /// Nothing, in the time.
        record Silence() implements News {}
    }

    Mission(Subscriber subscriber, KeySet keys, byte[] data) {
        this.subscriber = subscriber;
        this.keys = keys;
        this.data = data;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    KeySet keys() {
        return keys;
    }

    byte[] data() {
        return data;
    }

    /// A packet that is about to be sent. What was heard of earlier ones counts no more, except
    /// their proofs of receipt: they carried the same instructions.
    void begin(CommandPacket packet) {
        news.removeIf(heard -> heard instanceof News.GivenUp);
        packets.add(packet);
    }

    /// Takes what may be the proof of receipt of one of the packets.
    ///
    /// @return false when it is not
    boolean prove(byte[] response) {
        for (CommandPacket packet : packets) {
            if (new PacketCodec(keys).read(response, packet)
                    instanceof ResponseRead.Whole(ResponsePacket proof)) {
                // A second proof that finds no place says nothing that the first has not said.
                news.offer(new News.Proof(proof));
                return true;
            }
        }
        return false;
    }

    void giveUp() {
        news.offer(new News.GivenUp());
    }

    News await(Duration time) throws InterruptedException {
        return Optional.ofNullable(news.poll(time.toNanos(), TimeUnit.NANOSECONDS))
                .orElseGet(News.Silence::new);
    }
}
