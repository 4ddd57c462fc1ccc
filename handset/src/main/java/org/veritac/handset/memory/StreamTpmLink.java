// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A TPM behind two streams that carry commands and responses bare: the data port of swtpm, or the
/// device of a kernel.
public final class StreamTpmLink implements TpmLink {
    private static final int HEADER_BYTES = 10;
    private static final int LENGTH_AT = 2;

    /// No command that an anchor gives takes a TPM this long.
    private static final int PATIENCE_MILLIS = 60_000;

    private final InputStream in;
    private final OutputStream out;
    private final Closeable whole;

    private StreamTpmLink(InputStream in, OutputStream out, Closeable whole) {
        this.in = in;
        this.out = out;
        this.whole = whole;
    }

    /// Over a socket, which is closed with the link.
    public static StreamTpmLink over(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new StreamTpmLink(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    /// Over a device such as `/dev/tpmrm0`.
    public static StreamTpmLink over(Path device) throws IOException {
        OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE);
        try {
            InputStream in = Files.newInputStream(device);
            return new StreamTpmLink(
                    in,
                    out,
                    () -> {
                        try (in) {
                            out.close();
                        }
                    });
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        out.write(command);
        out.flush();
        byte[] buffer = new byte[RESPONSE_BYTES_MAX];
        int got = fill(buffer, 0, HEADER_BYTES);
        int length = ByteBuffer.wrap(buffer).getInt(LENGTH_AT);
        if (length < HEADER_BYTES || length > RESPONSE_BYTES_MAX) {
            throw new IOException("a response of " + length + " bytes is none of a TPM");
        }
        fill(buffer, got, length);
        return Arrays.copyOf(buffer, length);
    }

    /// Reads until so many bytes are there. A kernel's device gives the whole response at once.
    private int fill(byte[] buffer, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int got = in.read(buffer, at, buffer.length - at);
            if (got < 0) {
                throw new EOFException("the TPM has gone");
            }
            at += got;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
