// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// An inbox that keeps what it takes.
final class Letterbox implements Inbox {
    final BlockingQueue<ShortMessage> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    final AtomicBoolean full = new AtomicBoolean();

    @Override
    public boolean take(ShortMessage message) {
        return !full.get() && messages.add(message);
    }

    @Override
    public void take(Receipt receipt) {
        receipts.add(receipt);
    }

    ShortMessage message() throws InterruptedException {
        ShortMessage message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    Receipt receipt() throws InterruptedException {
        Receipt receipt = receipts.poll(10, TimeUnit.SECONDS);
        if (receipt == null) {
            throw new AssertionError("no receipt came");
        }
        return receipt;
    }
}
