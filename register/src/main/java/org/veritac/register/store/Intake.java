// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.Line;
import org.veritac.register.files.ListFile;
import org.veritac.register.files.ListFormat;
import org.veritac.register.files.Rejects;
import org.veritac.register.layer.LayerSummary;
import org.veritac.register.layer.LayerWriter;
import org.veritac.register.layer.Row;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// Reads one list file into a layer that is not in force yet, and its bad lines into a file of
/// rejects. Whatever ends it early, also the caller's wish, leaves neither: both stay only after
/// [#keepRejects] and once the journal names the layer.
final class Intake implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int LINES_A_STEP = 20_000;

    private final Register register;
    private final ImportOrder order;
    private final String name;
    private final Path work;
    private final Path draft;
    private boolean rejectsKept;
    private boolean layerKept;

    Intake(Register register, ImportOrder order) throws IOException {
        this.register = register;
        this.order = order;
        byte[] unique = new byte[4];
        register.world().random().nextBytes(unique);
        name =
                register.world().clock().millis()
                        + "-"
                        + HexFormat.of().formatHex(unique)
                        + "-"
                        + order.list().text()
                        + "-"
                        + order.source();
        work = Files.createDirectories(register.directory().resolve("work"));
        draft = work.resolve(name + ".csv");
    }

    /// What was read of a file.
    ///
    /// @param layer the name of its layer
    record ReadFile(
            String layer, LayerSummary summary, long lines, long rejected, List<String> warnings) {

        ReadFile {
            warnings = List.copyOf(warnings);
        }
    }

    /// Reads it to its end.
    ReadFile read(Progress progress) throws IOException {
        var reasons = EnumSet.noneOf(Reason.class);
        for (Reason reason : Reason.values()) {
            if (reason.isListable() && register.policy().source(order.source()).mayUse(reason)) {
                reasons.add(reason);
            }
        }
        var format =
                new ListFormat(
                        order.list(), order.delta(), order.checkDigit(), order.reason(), reasons);
        byte[] salt = new byte[LayerWriter.SALT_BYTES];
        register.world().random().nextBytes(salt);
        try (var file = ListFile.open(order.file(), format);
                var out = new Rejects(Files.newBufferedWriter(draft, StandardCharsets.UTF_8));
                var layer =
                        new LayerWriter(
                                register.layers().path(name),
                                order.list() == ListName.IMSI,
                                salt,
                                work)) {
            long lines = 0;
            for (Line line = file.next(); line != null; line = file.next()) {
                switch (line) {
                    case Line.Good(long number, var entry, boolean removed) ->
                            layer.add(
                                    removed
                                            ? Row.removal(entry.key(), entry.imsi())
                                            : Row.of(entry));
                    case Line.Bad bad -> out.add(bad);
                }
                if (++lines % LINES_A_STEP == 0) {
                    progress.at("reading", file.bytesRead(), file.bytesTotal());
                }
            }
            progress.at("reading", file.bytesTotal(), file.bytesTotal());
            progress.at("sorting", 0, 0);
            return new ReadFile(name, layer.commit(), lines, out.count(), file.warnings());
        }
    }

    /// Gives the rejects their place. An import is not undone by this: where it fails, they are
    /// lost.
    ///
    /// @return where they are; null when there are none
    @Nullable Path keepRejects(ReadFile read) {
        if (read.rejected() == 0) {
            return null;
        }
        Path folder = register.directory().resolve("rejects");
        try {
            Files.createDirectories(folder);
            Path place = Files.move(draft, folder.resolve(draft.getFileName()));
            rejectsKept = true;
            return place;
        } catch (IOException e) {
            LOG.error("rejects of import {} are lost: {}", name, e.getMessage());
            return null;
        }
    }

    /// The journal names the layer.
    void keepLayer() {
        layerKept = true;
    }

    /// Deletes what is not to stay.
    @Override
    public void close() throws IOException {
        if (!rejectsKept) {
            Files.deleteIfExists(draft);
        }
        if (!layerKept && !register.hasRecorded(name)) {
            register.layers().discard(name);
        }
    }
}
