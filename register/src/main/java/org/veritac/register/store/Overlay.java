// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

/// What has changed for single devices, and for devices with single subscribers, since the index
/// was built. Immutable: a change makes a copy, so its size is bounded.
final class Overlay {
    /// How many devices and pairs it may hold before the index is built anew.
    static final int SIZE_MAX = 16_384;

    /// Nothing is said here: ask the index.
    static final int ABSENT = -1;

    static final Overlay EMPTY =
            new Overlay(new Long2IntOpenHashMap(), new Long2ObjectOpenHashMap<>(), 0);

    private final Long2IntOpenHashMap devices;
    private final Long2ObjectOpenHashMap<Long2IntOpenHashMap> pairs;
    private final int size;

    private Overlay(
            Long2IntOpenHashMap devices,
            Long2ObjectOpenHashMap<Long2IntOpenHashMap> pairs,
            int size) {
        this.devices = devices;
        this.devices.defaultReturnValue(ABSENT);
        this.pairs = pairs;
        this.size = size;
    }

    int size() {
        return size;
    }

    /// The class set of a device, or [#ABSENT].
    int find(long imei) {
        return devices.get(imei);
    }

    /// The class set of a device with a subscriber, or [#ABSENT]. Of a device that is here all
    /// subscribers are: one that is missing was taken back, whatever the index says.
    int find(long imei, long imsi) {
        Long2IntOpenHashMap subscribers = pairs.get(imei);
        if (subscribers != null) {
            return subscribers.get(imsi);
        }
        return devices.containsKey(imei) ? 0 : ABSENT;
    }

    boolean hasPairs() {
        return !pairs.isEmpty();
    }

    /// A copy with other class sets for some devices, and all that is said of each with single
    /// subscribers.
    ///
    /// @param newDevices class set by IMEI
    /// @param newPairs class sets by IMSI, of those devices that have any
    Overlay with(Long2IntMap newDevices, Long2ObjectOpenHashMap<Long2IntOpenHashMap> newPairs) {
        if (newDevices.isEmpty()) {
            return this;
        }
        Long2IntOpenHashMap allDevices = devices.clone();
        allDevices.putAll(newDevices);
        Long2ObjectOpenHashMap<Long2IntOpenHashMap> allPairs = pairs.clone();
        for (long imei : newDevices.keySet()) {
            Long2IntOpenHashMap subscribers = newPairs.get(imei);
            if (subscribers == null) {
                allPairs.remove(imei);
            } else {
                allPairs.put(imei, subscribers);
            }
        }
        int count = allDevices.size();
        for (Long2IntOpenHashMap subscribers : allPairs.values()) {
            count += subscribers.size();
        }
        return new Overlay(allDevices, allPairs, count);
    }
}
