// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message between a command and the server that runs it.
sealed interface Frame {
    /// The longest body, in octets.
    int BODY_BYTES_MAX = 65_536;

    /// The most words of a command line.
    int WORDS_MAX = 256;

    /// Kind and length.
    int HEAD_BYTES = 5;

    /// What to run, and from where.
    record Ask(Request request) implements Frame {}

    /// Stop, if what was asked has not come into force.
    record Cancel() implements Frame {}

    /// A piece of standard output. The array is only passed on.
    @SuppressWarnings("ArrayRecordComponent")
    record Out(byte[] octets) implements Frame {}

    /// A piece of standard error. The array is only passed on.
    @SuppressWarnings("ArrayRecordComponent")
    record Err(byte[] octets) implements Frame {}

    /// How far the work is.
    record Step(String stage, long done, long total) implements Frame {}

    /// The exit code: nothing follows.
    record End(int code) implements Frame {}

    /// Octets that are no frame; what follows them cannot be read either.
    record Garbled(String why) implements Frame {}

    /// The peer has gone.
    record Gone() implements Frame {}

    /// Reads the next frame, and never more than [#BODY_BYTES_MAX] of it.
    static Frame read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        if (head.length == 0) {
            return new Gone();
        }
        if (head.length < HEAD_BYTES) {
            return new Garbled("the head of a frame is cut off");
        }
        int length =
                (head[1] & 0xFF) << 24
                        | (head[2] & 0xFF) << 16
                        | (head[3] & 0xFF) << 8
                        | (head[4] & 0xFF);
        if (length < 0 || length > BODY_BYTES_MAX) {
            return new Garbled("a frame is longer than " + BODY_BYTES_MAX + " octets");
        }
        byte[] body = in.readNBytes(length);
        return body.length < length
                ? new Garbled("the body of a frame is cut off")
                : decode(head[0], body);
    }

    /// Reads a frame from its kind and body.
    private static Frame decode(int kind, byte[] body) {
        var in = new Body(body);
        try {
            Frame frame =
                    switch (kind) {
                        case 'A' -> new Ask(in.request());
                        case 'C' -> new Cancel();
                        case 'O' -> new Out(in.rest());
                        case 'E' -> new Err(in.rest());
                        case 'S' -> new Step(in.text(), in.number(), in.number());
                        case 'X' -> new End((int) in.number());
                        default -> new Garbled("no frame is of kind " + kind);
                    };
            return in.isAtEnd() || frame instanceof Garbled
                    ? frame
                    : new Garbled("octets behind a frame");
        } catch (IOException e) {
            return new Garbled(String.valueOf(e.getMessage()));
        }
    }

    /// The frame as it is sent.
    ///
    /// @throws IllegalArgumentException when it is longer than a frame may be
    default byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(new byte[HEAD_BYTES]);
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] octets = bytes.toByteArray();
        int length = octets.length - HEAD_BYTES;
        if (length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException("longer than a frame may be");
        }
        octets[0] = kind();
        octets[1] = (byte) (length >>> 24);
        octets[2] = (byte) (length >>> 16);
        octets[3] = (byte) (length >>> 8);
        octets[4] = (byte) length;
        return octets;
    }

    private byte kind() {
        return (byte)
                switch (this) {
                    case Ask _ -> 'A';
                    case Cancel _ -> 'C';
                    case Out _ -> 'O';
                    case Err _ -> 'E';
                    case Step _ -> 'S';
                    case End _ -> 'X';
                    case Garbled _, Gone _ -> throw new IllegalArgumentException("is not sent");
                };
    }

    private void write(DataOutputStream out) throws IOException {
        switch (this) {
            case Ask(Request request) -> {
                text(out, request.folder());
                out.writeByte(request.terminal() ? 1 : 0);
                for (String word : request.words()) {
                    text(out, word);
                }
            }
            case Out(byte[] octets) -> out.write(octets);
            case Err(byte[] octets) -> out.write(octets);
            case Step(String stage, long done, long total) -> {
                text(out, stage);
                out.writeLong(done);
                out.writeLong(total);
            }
            case End(int code) -> out.writeLong(code);
            case Cancel _, Garbled _, Gone _ -> {}
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    /// The body of a frame being read.
    final class Body {
        private final DataInputStream in;
        private final int length;

        private Body(byte[] body) {
            in = new DataInputStream(new ByteArrayInputStream(body));
            length = body.length;
        }

        private boolean isAtEnd() throws IOException {
            return in.available() == 0;
        }

        private byte[] rest() throws IOException {
            return in.readAllBytes();
        }

        private long number() throws IOException {
            if (in.available() < Long.BYTES) {
                throw new IOException("a number is cut off");
            }
            return in.readLong();
        }

        private String text() throws IOException {
            int size = in.available() < Integer.BYTES ? -1 : in.readInt();
            if (size < 0 || size > length || size > in.available()) {
                throw new IOException("a text is cut off");
            }
            String text = new String(in.readNBytes(size), StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw new IOException("a text with a NUL");
            }
            return text;
        }

        private Request request() throws IOException {
            String folder = text();
            int terminal = in.read();
            if (terminal != 0 && terminal != 1) {
                throw new IOException("neither a terminal nor none");
            }
            List<String> words = new ArrayList<>();
            while (!isAtEnd()) {
                if (words.size() == WORDS_MAX) {
                    throw new IOException("more than " + WORDS_MAX + " words");
                }
                words.add(text());
            }
            return new Request(words, folder, terminal == 1);
        }
    }
}
