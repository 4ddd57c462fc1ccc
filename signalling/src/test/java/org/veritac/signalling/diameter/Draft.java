// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A message that a test spoils as it likes before it is sent.
public final class Draft {
    private final Dictionary dictionary;
    private final List<byte[]> avps = new ArrayList<>();
    private int version = 1;
    private int flags;
    private int command;
    private int application;
    private int id = 0x1234_5678;
    private int lengthError;

    public Draft(Dictionary dictionary, int flags, int command, int application) {
        this.dictionary = dictionary;
        this.flags = flags;
        this.command = command;
        this.application = application;
    }

    public static Draft cer(String host, int application) {
        return new Draft(Dictionary.BASE, Header.REQUEST, 257, 0)
                .with("Origin-Host", host)
                .with("Origin-Realm", "example.net")
                .with("Host-IP-Address", new byte[] {0, 1, 127, 0, 0, 1})
                .with("Vendor-Id", 0)
                .with("Product-Name", "probe")
                .with("Auth-Application-Id", application);
    }

    public Draft version(int value) {
        version = value;
        return this;
    }

    public Draft flags(int value) {
        flags = value;
        return this;
    }

    public Draft command(int value) {
        command = value;
        return this;
    }

    public Draft application(int value) {
        application = value;
        return this;
    }

    public Draft id(int value) {
        id = value;
        return this;
    }

    /// How much more the length in the header says than there is.
    public Draft lengthError(int octets) {
        lengthError = octets;
        return this;
    }

    public Draft with(String name, String text) {
        return raw(written(w -> w.avp(dictionary.avp(name), text)));
    }

    public Draft with(String name, int value) {
        return raw(written(w -> w.avp(dictionary.avp(name), value)));
    }

    public Draft with(String name, byte[] data) {
        return raw(written(w -> w.avp(dictionary.avp(name), data)));
    }

    /// A grouped AVP of members that were written before.
    public Draft group(String name, byte[]... members) {
        return raw(group(dictionary.avp(name), members));
    }

    public static byte[] group(AvpRule rule, byte[]... members) {
        return written(w -> {
            int group = w.open(rule);
            for (byte[] member : members) {
                w.raw(member, 0, member.length);
            }
            w.close(group);
        });
    }

    public static byte[] written(java.util.function.Consumer<Writer> what) {
        var writer = new Writer();
        what.accept(writer);
        return writer.octets();
    }

    /// An AVP of any code.
    public static byte[] avp(int code, int flags, byte[] data) {
        byte[] avp = new byte[Wire.padded(8 + data.length)];
        Wire.put32(avp, 0, code);
        avp[4] = (byte) flags;
        Wire.put24(avp, 5, 8 + data.length);
        System.arraycopy(data, 0, avp, 8, data.length);
        return avp;
    }

    public Draft raw(byte[] avp) {
        avps.add(avp);
        return this;
    }

    public Draft without(String name) {
        long key = dictionary.avp(name).key();
        avps.removeIf(avp -> Avp.key(avp, 0) == key);
        return this;
    }

    public Draft instead(String name, byte[] avp) {
        without(name);
        return raw(avp);
    }

    public byte[] octets() {
        var writer = new Writer();
        writer.begin(flags, command, application, id, ~id);
        avps.forEach(avp -> writer.raw(avp, 0, avp.length));
        writer.end();
        byte[] octets = writer.octets();
        octets[0] = (byte) version;
        Wire.put24(octets, 1, octets.length + lengthError);
        return octets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Draft draft && Arrays.equals(octets(), draft.octets());
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, application, id);
    }
}
