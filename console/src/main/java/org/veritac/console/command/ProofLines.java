// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads what [Proofs] writes, as it comes, and holds no more than a line of it. Whoever writes may
/// lose the failure of a stream, so [#close] tells the first once more.
final class ProofLines extends OutputStream {
    /// Bytes of a line without its end: 14 digits, 15 digits and the last instant there is.
    static final int LINE_MAX = 68;

    private static final int FIELDS = 3;

    private final Sink sink;
    private final byte[] line = new byte[LINE_MAX];
    private int length;
    private boolean begun;
    private @Nullable IOException failure;

    ProofLines(Sink sink) {
        this.sink = sink;
    }

    /// Takes one proof after the other.
    @FunctionalInterface
    interface Sink {
        /// Takes one.
        void take(Imei imei, Imsi imsi, Instant until) throws IOException;
    }

    @Override
    public void write(int sign) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            put(sign);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void put(int sign) throws IOException {
        if (sign == '\n') {
            String text = new String(line, 0, length, StandardCharsets.US_ASCII);
            length = 0;
            take(text);
        } else if (length == LINE_MAX) {
            throw wrong();
        } else {
            line[length++] = (byte) sign;
        }
    }

    private void take(String text) throws IOException {
        if (!begun) {
            begun = true;
            if (!text.equals(Proofs.HEAD)) {
                throw wrong();
            }
            return;
        }
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            throw wrong();
        }
        Imei imei = Imei.ifValid(fields[0]).orElseThrow(ProofLines::wrong);
        Imsi imsi = Imsi.ifValid(fields[1]).orElseThrow(ProofLines::wrong);
        sink.take(imei, imsi, instant(fields[2]));
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(wrong().getMessage(), e);
        }
    }

    /// Without the line: it names a subscriber.
    private static IOException wrong() {
        return new IOException("the register has told its proofs in another form");
    }

    @Override
    public void close() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (length > 0) {
            throw wrong();
        }
    }
}
