// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2IntLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.identity.Imei;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.index.DeviceIndex;
import org.veritac.register.index.IndexHeader;
import org.veritac.register.index.PairIndex;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The folder of mapped indexes. Two files belong together, `NUMBER.devices` and `NUMBER.pairs`;
/// each carries what it was built from, so that one that does not fit the journal is not used.
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEVICES = ".devices";
    private static final String PAIRS = ".pairs";

    /// Marks a layer whose subscribers are deleted: an index that still has them is not used.
    private static final String ERASED = " erased";

    private static final SortedSet<EntryClass> EMPTY = Collections.emptySortedSet();

    /// No index has it.
    private static final long NONE = 0;

    private final Path folder;
    private final int setsMax;

    /// The numbers of indexes that are being built or wait to be used: their files stay.
    private final Set<Long> pending = new HashSet<>();

    private long newest;

    /// A folder, which may be missing yet.
    ///
    /// @param setsMax how many class sets an index may have
    Indexes(Path folder, int setsMax) {
        this.folder = folder;
        this.setsMax = setsMax;
    }

    /// A pair of files, and what their numbers mean.
    ///
    /// @param number of the files
    /// @param position up to which single statements are in it
    /// @param second as of which entries hold in it
    record Index(
            long number,
            long position,
            long second,
            ClassSets sets,
            DeviceIndex devices,
            PairIndex pairs) {}

    /// The newest index built from just these layers; null when there is none.
    @Nullable Index find(Standing standing) throws IOException {
        for (long number : numbers()) {
            Index index = open(number, standing);
            if (index != null) {
                return index;
            }
        }
        return null;
    }

    /// A file that cannot be used is passed over: an index can always be built again.
    private @Nullable Index open(long number, Standing standing) {
        try {
            DeviceIndex devices = DeviceIndex.mapShared(path(number, DEVICES));
            IndexHeader header = devices.header();
            JsonNode attachment = JSON.readTree(header.attachment());
            long second = attachment.path("second").asLong();
            boolean fits =
                    layers(standing).equals(attachment.path("layers"))
                            && header.position() <= standing.position()
                            && second <= standing.second();
            if (!fits) {
                return null;
            }
            return new Index(
                    number,
                    header.position(),
                    second,
                    ClassSets.read(attachment.path("sets"), setsMax),
                    devices,
                    PairIndex.mapShared(path(number, PAIRS)));
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    private static ArrayNode layers(Standing standing) {
        ArrayNode layers = JSON.createArrayNode();
        for (ActiveLayer active : standing.layers()) {
            String name = active.activation().layer();
            layers.add(active.layer().privateMissing() ? name + ERASED : name);
        }
        return layers;
    }

    /// The same in another folder.
    Indexes in(Path other) {
        return new Indexes(other, setsMax);
    }

    /// What an index in use says it was built from.
    ///
    /// @throws IOException when the journal has no such layers
    static Standing basis(Connection db, View view, Standing now, LayerFolder folder)
            throws SQLException, IOException {
        IndexHeader header = view.devices().header();
        JsonNode attachment = JSON.readTree(header.attachment());
        var every = new HashMap<String, Activation>();
        for (Activation activation : Ledger.everyActivation(db)) {
            every.put(activation.layer(), activation);
        }
        var layers = new ArrayList<ActiveLayer>();
        for (JsonNode one : attachment.path("layers")) {
            String name = one.asString().replace(ERASED, "");
            Activation activation = every.get(name);
            if (activation == null) {
                throw new IOException(
                        "the index is built from a layer that no import has: " + name);
            }
            layers.add(new ActiveLayer(activation, folder.layer(name)));
        }
        long second = attachment.path("second").asLong();
        return new Standing(header.position(), second, layers, now.stated());
    }

    /// Builds an index of all that stands, in memory for one model at a time. Its files are there
    /// until it is used and replaced, or given to [#discard].
    Index build(Connection db, Standing standing, Links links) throws SQLException, IOException {
        Files.createDirectories(folder);
        long number = begin();
        boolean built = false;
        try {
            var sets = new ClassSets(setsMax);
            write(db, standing, links, new Draft(number, sets));
            var index =
                    new Index(
                            number,
                            standing.position(),
                            standing.second(),
                            sets,
                            DeviceIndex.mapShared(path(number, DEVICES)),
                            PairIndex.mapShared(path(number, PAIRS)));
            built = true;
            return index;
        } finally {
            if (!built) {
                discard(number);
            }
        }
    }

    private synchronized long begin() throws IOException {
        newest = Math.max(newest, numbers().stream().mapToLong(n -> n).max().orElse(0)) + 1;
        pending.add(newest);
        return newest;
    }

    /// An index in the making.
    private record Draft(long number, ClassSets sets) {}

    private void write(Connection db, Standing standing, Links links, Draft draft)
            throws SQLException, IOException {
        try (var devices = new DeviceIndex.Writer(path(draft.number(), DEVICES));
                var pairs = new PairIndex.Writer(path(draft.number(), PAIRS));
                var rows = standing.rows(db, Indexes::isIndexed, Key.Kind.DEVICE)) {
            var writer = new Writer(devices, pairs, draft.sets());
            writer.linked = linked(db, standing, links, draft.sets());
            writer.write(rows.merge(false));
            ObjectNode attachment = JSON.createObjectNode().put("second", standing.second());
            attachment.set("layers", layers(standing));
            attachment.set("sets", draft.sets().write());
            var header =
                    new IndexHeader(standing.position(), "", JSON.writeValueAsString(attachment));
            pairs.commit(header);
            devices.commit(header);
        }
    }

    private static boolean isIndexed(StackName stack) {
        return stack.list().isColour() || stack.list() == ListName.PAIRS;
    }

    /// Every linked IMEI with the class set of its whole device, ascending. One walk over all rows:
    /// there may be millions of links, too many to look each up.
    private static Long2IntLinkedOpenHashMap linked(
            Connection db, Standing standing, Links links, ClassSets sets)
            throws SQLException, IOException {
        var linked = new Long2IntLinkedOpenHashMap();
        if (links.isEmpty()) {
            return linked;
        }
        var own = new Long2ObjectOpenHashMap<SortedSet<EntryClass>>();
        try (var rows = standing.rows(db, stack -> stack.list().isColour(), Key.Kind.DEVICE)) {
            Merge merge = rows.merge(false);
            while (merge.next()) {
                if (merge.imsi() == 0 && links.group(merge.a()).length > 0) {
                    own.computeIfAbsent(merge.a(), n -> new TreeSet<>()).addAll(held(merge));
                }
            }
        }
        for (long imei : links.members()) {
            var set = new TreeSet<EntryClass>();
            for (long member : links.group(imei)) {
                set.addAll(own.getOrDefault(member, EMPTY));
            }
            linked.put(imei, sets.number(set));
        }
        return linked;
    }

    private static SortedSet<EntryClass> held(Merge merge) {
        var set = new TreeSet<EntryClass>();
        for (int i = 0; i < merge.count(); i++) {
            set.add(merge.held(i));
        }
        return set;
    }

    /// What all IMEIs of a device together are listed as, for everyone.
    static SortedSet<EntryClass> deviceSet(Connection db, Standing standing, Links links, long imei)
            throws SQLException, IOException {
        var set = new TreeSet<EntryClass>();
        long[] group = links.group(imei);
        for (long member : group.length == 0 ? new long[] {imei} : group) {
            Collection<Stated> entries = standing.known(db, Key.device(new Imei(member))).entries();
            for (Stated stated : entries) {
                if (stated.entry().imsi() == null && stated.stack().list().isColour()) {
                    set.add(EntryClass.of(stated));
                }
            }
        }
        return set;
    }

    /// Sends merged rows to the two files.
    private static final class Writer {
        private final DeviceIndex.Writer devices;
        private final PairIndex.Writer pairs;
        private final ClassSets sets;
        private final Map<EntryClass, Integer> singles = new HashMap<>();
        private Long2IntLinkedOpenHashMap linked = new Long2IntLinkedOpenHashMap();
        private long[] members = {};
        private int member;

        private Writer(DeviceIndex.Writer devices, PairIndex.Writer pairs, ClassSets sets) {
            this.devices = devices;
            this.pairs = pairs;
            this.sets = sets;
        }

        private void write(Merge merge) throws IOException {
            members = linked.keySet().toLongArray();
            while (merge.next()) {
                int set = set(merge);
                if (merge.imsi() != 0) {
                    pairs.add(merge.a(), merge.imsi(), set);
                } else if (!linked.containsKey(merge.a())) {
                    linkedBelow(merge.a());
                    devices.add(merge.a(), set);
                }
            }
            linkedBelow(Long.MAX_VALUE);
        }

        private void linkedBelow(long imei) throws IOException {
            while (member < members.length && members[member] < imei) {
                int set = linked.get(members[member]);
                if (set != 0) {
                    devices.add(members[member], set);
                }
                member++;
            }
        }

        private int set(Merge merge) throws TooMany {
            if (merge.count() > 1) {
                return sets.number(held(merge));
            }
            Integer known = singles.get(merge.held(0));
            if (known == null) {
                known = sets.number(new TreeSet<>(List.of(merge.held(0))));
                singles.put(merge.held(0), known);
            }
            return known;
        }
    }

    /// Deletes all files but those of the index that is in use from now on, and of indexes that are
    /// still to be used. Where one is still mapped, its pages stay until it is let go. A file that
    /// cannot be deleted is of no harm.
    synchronized void keepOnly(long number) {
        pending.remove(number);
        try {
            for (long other : numbers()) {
                if (other != number && !pending.contains(other)) {
                    delete(other);
                }
            }
        } catch (IOException e) {
            LOG.warn("an old index stays: {}", e.getMessage());
        }
    }

    /// Deletes the files of an index that is not to be used.
    synchronized void discard(long number) {
        pending.remove(number);
        try {
            delete(number);
        } catch (IOException e) {
            LOG.warn("index {} stays: {}", number, e.getMessage());
        }
    }

    private void delete(long number) throws IOException {
        Files.deleteIfExists(path(number, DEVICES));
        Files.deleteIfExists(path(number, PAIRS));
    }

    /// Deletes all files: what they were built from is no longer so.
    void clear() {
        keepOnly(NONE);
    }

    private Path path(long number, String ending) {
        return folder.resolve(number + ending);
    }

    /// The numbers of the files, newest first.
    private List<Long> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new IntOpenHashSet();
        try (var files = Files.newDirectoryStream(folder, "*{" + DEVICES + "," + PAIRS + "}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String number = name.substring(0, name.indexOf('.'));
                if (number.matches("[0-9]{1,9}")) {
                    found.add(Integer.parseInt(number));
                }
            }
        }
        return found.intStream().mapToObj(Long::valueOf).sorted(Comparator.reverseOrder()).toList();
    }
}
