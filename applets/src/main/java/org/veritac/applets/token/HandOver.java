// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/// The requests of handsets, inside their channel: who may ask what, and whose work it is.
final class HandOver {
    static final byte WRITE = (byte) 0xD6;

    private static final byte IDENTIFY = 0x12;
    private static final byte STATUS = 0x14;
    private static final byte VERIFY_PIN = 0x20;
    private static final byte CHANGE_PIN = 0x24;
    private static final byte UNBLOCK = 0x2C;
    private static final byte BEGIN = 0x30;
    private static final byte POLL = 0x32;
    private static final byte READY = 0x34;
    private static final byte DONE = 0x36;
    private static final byte GIVE_BACK = 0x40;
    private static final byte CLOSE = 0x42;
    private static final byte RELEASED = 0x44;
    private static final byte DELIVER = 0x50;
    private static final byte READ = (byte) 0xB0;
    private static final byte READ_RECEIPT = (byte) 0xB2;

    private final Parcel parcel;
    private final Pins pins;
    private final Greeting greeting;
    private final Loading loading;
    private final Returning returning;
    private final Orders orders;
    private final byte[] in;
    private final byte[] out;

    HandOver(Parcel parcel, Pins pins) {
        this.parcel = parcel;
        this.pins = pins;
        greeting = new Greeting(parcel, pins);
        loading = new Loading(parcel);
        returning = new Returning(parcel);
        orders = new Orders(parcel, returning);
        in = parcel.tools.in;
        out = parcel.tools.out;
    }

    /// @param head CLA to P2
    /// @param length of the data, in clear
    /// @return the length of the answer, in clear
    short answer(byte[] head, short length) {
        byte ins = head[1];
        switch (ins) {
            case IDENTIFY:
                requirePlain(head);
                return greeting.identify(in, length, out);
            case STATUS:
                requirePlain(head);
                return greeting.status(ins, in, length, out);
            case READ:
                return greeted() ? loading.read(head, in, length, out) : 0;
            case WRITE:
                greeted();
                returning.write(head, in, length);
                return 0;
            default:
                return plain(head, ins, length);
        }
    }

    private static void requirePlain(byte[] head) {
        Refusal.malformedUnless(Util.getShort(head, ISO7816.OFFSET_P1) == 0);
    }

    private boolean greeted() {
        Refusal.insecureUnless(parcel.tap.is(Tap.GREETED));
        return true;
    }

    private short plain(byte[] head, byte ins, short length) {
        if (!isKnown(ins)) {
            ISOException.throwIt(Refusal.UNKNOWN);
        }
        requirePlain(head);
        greeted();
        switch (ins) {
            case BEGIN:
                return loading.begin(in, length, out);
            case POLL:
                return loading.poll(length, out);
            case READY:
                return loading.ready(ins, in, length, out);
            case GIVE_BACK:
                return returning.giveBack(ins, in, length, out);
            case CLOSE:
                return returning.close(ins, in, length, out);
            case RELEASED:
                return returning.released(ins, in, length, out);
            case READ_RECEIPT:
                return parcel.receipts.read(in, length, out);
            default:
                silent(ins, length);
                return 0;
        }
    }

    private static boolean isKnown(byte ins) {
        switch (ins) {
            case VERIFY_PIN:
            case CHANGE_PIN:
            case UNBLOCK:
            case BEGIN:
            case POLL:
            case READY:
            case DONE:
            case GIVE_BACK:
            case CLOSE:
            case RELEASED:
            case DELIVER:
            case READ_RECEIPT:
                return true;
            default:
                return false;
        }
    }

    /// Requests whose answer is a status word.
    private void silent(byte ins, short length) {
        switch (ins) {
            case VERIFY_PIN:
                pins.verify(in, length);
                break;
            case CHANGE_PIN:
                pins.change(in, length);
                break;
            case UNBLOCK:
                pins.unblock(in, length);
                break;
            case DONE:
                loading.done(ins, in, length);
                break;
            default:
                orders.deliver(in, length);
        }
    }
}
