// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A file to be imported: plain, or alone in a zip under its own name.
final class FileSource {
    /// How long a file is at most, unpacked.
    static final long UNPACKED_BYTES_MAX = 256L << 30;

    /// How many times longer than packed it is at most, once it is longer than [#RATIO_FREE_BYTES].
    static final long RATIO_MAX = 200;

    static final long RATIO_FREE_BYTES = 64L << 20;

    private static final String ZIP = ".zip";
    private static final int BUFFER_BYTES = 1 << 17;

    private final Path file;
    private final String name;
    private final String suffix;
    private long unpackedBytes;

    private FileSource(Path file, String name, String suffix) {
        this.file = file;
        this.name = name;
        this.suffix = suffix;
    }

    /// @param suffix that of the file itself, with its dot: `.csv`
    /// @throws Refused when the name has another suffix than this or `.zip`
    static FileSource of(Path file, String suffix) throws Refused {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(ZIP) && !lower.endsWith(suffix)) {
            throw Refused.of(Check.FILE_NAME, "another suffix", "%s or %s".formatted(ZIP, suffix));
        }
        return new FileSource(file, name, suffix);
    }

    String name() {
        return name;
    }

    /// The name without its suffix.
    String stem() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    long bytes() throws IOException {
        return Files.size(file);
    }

    /// The digest of the file as it is, packed or not.
    String digest(Progress progress) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        long total = bytes();
        long done = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                done += read;
                progress.at(Progress.Stage.HASHING, done, total);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /// How long the file that was opened says to be, unpacked; 0 when nobody knows.
    long unpackedBytes() {
        return unpackedBytes;
    }

    /// The bytes of the file itself. What is wrong with a zip is an [IOException] that [#refusal]
    /// knows.
    InputStream open() throws IOException, Refused {
        if (!name.toLowerCase(Locale.ROOT).endsWith(ZIP)) {
            if (bytes() > UNPACKED_BYTES_MAX) {
                throw tooLong();
            }
            unpackedBytes = bytes();
            return Files.newInputStream(file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw Refused.of(Check.ARCHIVE, "not a whole zip", "a zip");
        }
        try {
            ZipEntry entry = only(zip);
            unpackedBytes = Math.max(0, entry.getSize());
            return new Unpacked(zip, entry, Files.size(file));
        } catch (Refused | IOException e) {
            zip.close();
            throw e;
        }
    }

    private ZipEntry only(ZipFile zip) throws Refused {
        String wanted = stem() + suffix;
        Enumeration<? extends ZipEntry> entries = zip.entries();
        if (zip.size() != 1 || !entries.hasMoreElements()) {
            throw Refused.of(Check.ARCHIVE, zip.size() + " files in the zip", "one");
        }
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().equalsIgnoreCase(wanted)) {
            throw Refused.of(
                    Check.ARCHIVE, "a file of another name in the zip", "the zip's own name");
        }
        if (entry.getSize() > UNPACKED_BYTES_MAX) {
            throw tooLong();
        }
        return entry;
    }

    private static Refused tooLong() {
        return Refused.of(
                Check.UNPACKED_SIZE,
                "more than %,d bytes".formatted(UNPACKED_BYTES_MAX),
                "at most %,d".formatted(UNPACKED_BYTES_MAX));
    }

    /// What an exception says about a zip, when it does.
    static Refusal refusal(ZipException broken) {
        return broken instanceof Bomb
                ? Refusal.of(
                        Check.UNPACKED_SIZE,
                        "longer than the zip promises or %d times the packed".formatted(RATIO_MAX),
                        "at most %d times and what the zip says".formatted(RATIO_MAX))
                : Refusal.of(
                        Check.ARCHIVE, "truncated or damaged", "whole, with the right checksum");
    }

    /// A file that is longer unpacked than anyone would send.
    private static final class Bomb extends ZipException {
        @java.io.Serial private static final long serialVersionUID = 1L;
    }

    /// Unpacks, counts and checks the sum at the end. Read in blocks only.
    private static final class Unpacked extends FilterInputStream {
        private final ZipFile zip;
        private final ZipEntry entry;
        private final long bytesMax;
        private final CRC32 sum = new CRC32();
        private long count;

        Unpacked(ZipFile zip, ZipEntry entry, long packed) throws IOException {
            super(zip.getInputStream(entry));
            this.zip = zip;
            this.entry = entry;
            long said = entry.getSize() < 0 ? UNPACKED_BYTES_MAX : entry.getSize();
            this.bytesMax = Math.min(said, Math.max(RATIO_FREE_BYTES, RATIO_MAX * packed));
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(bytes, offset, length);
            } catch (java.io.EOFException e) {
                throw new ZipException("the zip ends too early");
            }
            if (read < 0) {
                if (sum.getValue() != entry.getCrc() || count != entry.getSize()) {
                    throw new ZipException("the checksum is another");
                }
                return read;
            }
            sum.update(bytes, offset, read);
            count += read;
            if (count > bytesMax) {
                throw new Bomb();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            try (zip) {
                super.close();
            }
        }
    }
}
