// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

/// Where the bytes of a part stand: some of an array.
final class Area {
    final byte[] bytes;
    final short start;
    final short room;

    Area(byte[] bytes, short start, short room) {
        this.bytes = bytes;
        this.start = start;
        this.room = room;
    }

    /// One with an array of its own.
    static Area of(short room) {
        return new Area(new byte[room], (short) 0, room);
    }
}
