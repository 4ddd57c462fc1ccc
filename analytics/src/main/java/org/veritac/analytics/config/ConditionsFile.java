// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a conditions file.
public final class ConditionsFile {
    /// Bytes of a file.
    public static final int BYTES_MAX = 1 << 20;

    /// Conditions of a file: a device's reasons are a mask of 62 bits.
    public static final int CONDITIONS_MAX = 62;

    private static final List<String> NOT_NEEDED =
            List.of(
                    "postgresql",
                    "multiprocessing",
                    "statsd",
                    "redis",
                    "broker",
                    "catalog",
                    "operational",
                    "logging",
                    "report_generation");

    private ConditionsFile() {}

    /// What became of a file.
    public sealed interface Reading {
        /// It was understood.
        ///
        /// @param notices blocks that were passed over, for a person to read
        record Understood(Configuration configuration, List<String> notices) implements Reading {
            public Understood {
                notices = List.copyOf(notices);
            }
        }

        /// It was not.
        ///
        /// @param flaws at least one, in the order of reading
        record Refused(List<Flaw> flaws) implements Reading {
            public Refused {
                flaws = List.copyOf(flaws);
            }
        }
    }

    /// Reads a file.
    ///
    /// @throws IOException when the file cannot be read at all
    public static Reading read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        }
        if (bytes.length > BYTES_MAX) {
            return refused(1, "is larger than " + BYTES_MAX + " bytes");
        }
        try {
            return parse(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return refused(1, "is not UTF-8");
        }
    }

    /// Reads the text of a file.
    public static Reading parse(String text) {
        var flaws = new ArrayList<Flaw>();
        Node top = YamlTree.read(text, flaws);
        if (top == null) {
            return new Reading.Refused(flaws);
        }
        if (!(top instanceof Node.Fields fields)) {
            return refused(top.line(), "must be blocks of keys");
        }
        var file = new Section("", fields, flaws);
        Configuration configuration = configuration(file, flaws);
        var notices = new ArrayList<String>();
        for (String block : NOT_NEEDED) {
            if (fields.nodes().containsKey(block)) {
                file.has(block);
                notices.add("block " + block + " is not needed and was passed over");
            }
        }
        file.close();
        return flaws.isEmpty()
                ? new Reading.Understood(configuration, notices)
                : new Reading.Refused(flaws);
    }

    private static Configuration configuration(Section file, List<Flaw> flaws) {
        if (!file.has("region")) {
            file.flaw("region", "is missing");
        }
        Map<SizeLimit.Kind, SizeLimit> sizes = new EnumMap<>(SizeLimit.Kind.class);
        for (SizeLimit.Kind kind : SizeLimit.Kind.values()) {
            sizes.put(kind, kind.read(file.section(kind.block())));
        }
        return new Configuration(
                file.has("region")
                        ? RegionReader.read(file.section("region"))
                        : RegionReader.read(nowhere(flaws)),
                conditions(file),
                OperatorLimits.read(file.section("operator_threshold")),
                sizes,
                ListOptions.read(file.section("list_generation")),
                Amnesty.read(file.section("amnesty")),
                Retention.read(file.section("data_retention")));
    }

    /// A region that only stands in for one that is missing; the file is refused anyway.
    private static Section nowhere(List<Flaw> flaws) {
        return Section.absent("region", new ArrayList<>(flaws));
    }

    private static List<Condition> conditions(Section file) {
        var found = new ArrayList<Condition>();
        Set<String> labels = new HashSet<>();
        for (Section block : file.sections("conditions")) {
            Condition condition = ConditionReader.read(block);
            if (condition == null) {
                continue;
            }
            if (!labels.add(condition.label())) {
                block.flaw("label", "is the label of another condition too");
            }
            found.add(condition);
        }
        if (found.size() > CONDITIONS_MAX) {
            file.flaw("conditions", "has more than " + CONDITIONS_MAX + " entries");
        }
        return found;
    }

    private static Reading refused(int line, @Nullable String message) {
        return new Reading.Refused(List.of(new Flaw("file", line, String.valueOf(message))));
    }
}
