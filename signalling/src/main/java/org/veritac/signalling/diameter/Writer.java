// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes messages and AVPs one behind the other into a buffer that grows and is used again.
public final class Writer {
    private static final int START = 512;

    /// Takes octets that were written.
    @FunctionalInterface
    public interface Sink {
        /// Takes `octets[from, to)` and does not keep the array.
        void write(byte[] octets, int from, int to) throws IOException;
    }

    private byte[] octets = new byte[START];
    private int at;
    private int messageAt;

    /// Starts a request; [#end] closes it.
    ///
    /// @param flags the flags of a [Header]
    /// @param id the hop-by-hop and the end-to-end identifier
    public Writer begin(int flags, int command, int application, int id) {
        return begin(flags, command, application, id, id);
    }

    /// Starts a message; [#end] closes it.
    Writer begin(int flags, int command, int application, int hopByHop, int endToEnd) {
        ensure(Header.LENGTH);
        messageAt = at;
        octets[at] = Header.VERSION;
        octets[at + 4] = (byte) flags;
        Wire.put24(octets, at + 5, command);
        Wire.put32(octets, at + 8, application);
        Wire.put32(octets, at + Header.HOP_BY_HOP_AT, hopByHop);
        Wire.put32(octets, at + Header.END_TO_END_AT, endToEnd);
        at += Header.LENGTH;
        return this;
    }

    /// Closes the message: its length is known now.
    public void end() {
        Wire.put24(octets, messageAt + 1, at - messageAt);
    }

    /// One AVP.
    public Writer avp(AvpRule rule, byte[] data) {
        int start = open(rule);
        ensure(data.length + 4);
        System.arraycopy(data, 0, octets, at, data.length);
        at += data.length;
        return close(start);
    }

    /// One AVP of text.
    public Writer avp(AvpRule rule, String text) {
        return avp(rule, text.getBytes(StandardCharsets.UTF_8));
    }

    /// One AVP of 32 bits.
    public Writer avp(AvpRule rule, int value) {
        int start = open(rule);
        ensure(4);
        Wire.put32(octets, at, value);
        at += 4;
        return close(start);
    }

    /// Starts an AVP, a grouped one for instance.
    ///
    /// @return what [#close] wants
    public int open(AvpRule rule) {
        ensure(Avp.HEADER_LENGTH_VENDOR);
        int start = at;
        Wire.put32(octets, at, rule.code());
        octets[at + 4] = (byte) rule.flags();
        at += Avp.HEADER_LENGTH;
        if (rule.vendor() != 0) {
            Wire.put32(octets, at, rule.vendor());
            at += 4;
        }
        return start;
    }

    /// Ends an AVP that was opened: its length is known now, and it is padded.
    public Writer close(int start) {
        Wire.put24(octets, start + 5, at - start);
        pad();
        return this;
    }

    /// AVPs that were written before, with padding behind.
    public Writer raw(byte[] from, int start, int end) {
        ensure(end - start + 4);
        System.arraycopy(from, start, octets, at, end - start);
        at += end - start;
        pad();
        return this;
    }

    private void pad() {
        ensure(4);
        while ((at - messageAt) % 4 != 0) {
            octets[at++] = 0;
        }
    }

    private void ensure(int more) {
        if (octets.length - at < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, at + more));
        }
    }

    /// How many octets were written.
    public int size() {
        return at;
    }

    /// A copy of what was written.
    public byte[] octets() {
        return Arrays.copyOf(octets, at);
    }

    /// Hands over what was written and starts anew, also when the sink fails.
    public void drainTo(Sink sink) throws IOException {
        int end = at;
        clear();
        if (end > 0) {
            sink.write(octets, 0, end);
        }
    }

    /// Forgets what was written.
    void clear() {
        at = 0;
        messageAt = 0;
        if (octets.length > 4 * Decoder.MESSAGE_MAX) {
            octets = Arrays.copyOf(octets, START);
        }
    }
}
