// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who opened the vault, when and for what: one JSON object a line, each with the SHA-256 of the
/// line before, on the disk before anything is decrypted.
public final class AuditLog {
    static final String NAME = "audit.log";

    /// Longest text of a purpose or a name that is kept.
    static final int TEXT_MAX = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Clock clock;
    private final String who;

    /// @param directory the store's own folder
    /// @param who who runs this process
    public AuditLog(Path directory, Clock clock, String who) {
        this.file = directory.resolve(NAME);
        this.clock = clock;
        this.who = who;
    }

    /// All lines, oldest first.
    public List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Whether no line was changed or taken out, apart from the last ones.
    public boolean isWhole() throws IOException {
        String before = "";
        for (String line : lines()) {
            if (!line.contains("\"before\":\"" + digest(before) + "\"")) {
                return false;
            }
            before = line;
        }
        return true;
    }

    void opened(String purpose) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", clock.instant().toString());
        fields.put("who", cut(who));
        fields.put("purpose", cut(purpose));
        fields.put("before", digest(lastLine()));
        byte[] line = JSON.writeValueAsBytes(fields);
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), TEXT_MAX));
    }

    /// The last line; a line is shorter than eight times its texts, escapes included.
    private String lastLine() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, end.length() - 32L * TEXT_MAX);
            byte[] bytes = new byte[(int) (end.length() - from)];
            end.seek(from);
            end.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    private static String digest(String line) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
