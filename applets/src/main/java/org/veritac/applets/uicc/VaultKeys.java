// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.Util;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.store.Journal;

/// The static keys that open certain vaults as this module, brought over the air; never a master
/// key. At most [#ENTRIES]; the one whose use is longest ago leaves for a new one.
///
/// ```
///   vault id(8) | KVN | bytes of a key | use(2) | ENC(32) | MAC(32)
/// ```
///
/// A KVN of 0 is an empty entry. The DEK is not kept: this side has no use for it.
final class VaultKeys {
    static final short ENTRIES = 4;
    static final short NONE = -1;

    private static final short KVN = 8;
    private static final short KEY_BYTES = 9;
    private static final short USE = 10;
    private static final short ENC = 12;
    private static final short MAC = 44;
    private static final short ENTRY = 76;

    /// From this version on challenges and MACs have 16 bytes.
    private static final byte WIDE = 0x08;

    static final short BYTES = ENTRIES * ENTRY;

    private final Journal journal;
    private final byte[] memory;

    VaultKeys(Journal journal) {
        this.journal = journal;
        memory = journal.memory();
    }

    /// The entry of a vault; NONE without one.
    short find(byte[] id, short off) {
        for (short i = 0; i < ENTRIES; i++) {
            short entry = entry(i);
            if (memory[(short) (entry + KVN)] != 0
                    && Util.arrayCompare(memory, entry, id, off, State.IMEI) == 0) {
                return entry;
            }
        }
        return NONE;
    }

    /// The entry used last; NONE without any.
    short latest() {
        short best = NONE;
        for (short i = 0; i < ENTRIES; i++) {
            short entry = entry(i);
            if (memory[(short) (entry + KVN)] != 0 && (best == NONE || use(entry) > use(best))) {
                best = entry;
            }
        }
        return best;
    }

    byte kvn(short entry) {
        return memory[(short) (entry + KVN)];
    }

    /// Whether challenges and MACs have 16 bytes (S16), a property of the key set's version.
    boolean isWide(short entry) {
        return kvn(entry) >= WIDE;
    }

    /// Whether the entry belongs to this vault.
    boolean isOf(short entry, byte[] id, short off) {
        return Util.arrayCompare(memory, entry, id, off, State.IMEI) == 0;
    }

    void load(short entry, AesKey enc, AesKey mac) {
        short bytes = memory[(short) (entry + KEY_BYTES)];
        enc.set(memory, (short) (entry + ENC), bytes);
        mac.set(memory, (short) (entry + MAC), bytes);
    }

    /// Notes that an entry opened its vault; writes only when another was the last.
    void used(short entry) {
        short last = latest();
        if (last != entry) {
            journal.begin();
            journal.putShort((short) (entry + USE), next(last));
            journal.commit();
        }
    }

    /// Takes keys in place of those of the same vault, else of an empty entry, else of the one
    /// whose use is longest ago.
    ///
    /// @param head vault id, KVN, bytes of a key: 10 bytes
    void put(byte[] head, short off, byte[] keys, short enc, short mac) {
        short entry = find(head, off);
        if (entry == NONE) {
            entry = oldest();
        }
        short bytes = head[(short) (off + KEY_BYTES)];
        short last = latest();
        journal.begin();
        journal.put(entry, head, off, USE);
        journal.putShort((short) (entry + USE), next(last));
        journal.put((short) (entry + ENC), keys, enc, bytes);
        journal.put((short) (entry + MAC), keys, mac, bytes);
        journal.commit();
    }

    /// Forgets the keys of a vault and wipes them.
    boolean forget(byte[] id, short off, byte[] zeros) {
        short entry = find(id, off);
        if (entry == NONE) {
            return false;
        }
        Util.arrayFillNonAtomic(zeros, (short) 0, ENTRY, (byte) 0);
        journal.write(entry, zeros, (short) 0, ENTRY);
        return true;
    }

    private short oldest() {
        short best = entry((short) 0);
        for (short i = 0; i < ENTRIES; i++) {
            short entry = entry(i);
            if (memory[(short) (entry + KVN)] == 0) {
                return entry;
            }
            if (use(entry) < use(best)) {
                best = entry;
            }
        }
        return best;
    }

    private short use(short entry) {
        return Util.getShort(memory, (short) (entry + USE));
    }

    private short next(short last) {
        return last == NONE ? 1 : (short) (use(last) + 1);
    }

    private static short entry(short index) {
        return (short) (Places.VAULT_KEYS + (short) (index * ENTRY));
    }
}
