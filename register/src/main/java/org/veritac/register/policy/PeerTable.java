// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whose node asks, prepared from the operators of a policy so that a look-up takes as long for a
/// thousand peers as for one. Immutable after it is built.
public final class PeerTable {
    /// No domain name is longer (RFC 1035, clause 2.3.4), and so no realm.
    static final int REALM_CHARS_MAX = 255;

    /// Operators by lower-case host, realm, and common name of a certificate. Where several claim
    /// one, it is the first by name.
    private final Map<String, String> hosts = new HashMap<>();

    private final Map<String, String> realms = new HashMap<>();
    private final Map<String, String> certificates = new HashMap<>();
    private final List<Level> levels = new ArrayList<>();

    /// All blocks of one length, by their address with zeros behind the prefix.
    private record Level(int bytes, int prefix, Map<ByteBuffer, String> blocks) {
        ByteBuffer place(byte[] address) {
            byte[] block = Arrays.copyOf(address, bytes);
            for (int bit = prefix; bit < bytes * Byte.SIZE; bit++) {
                block[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
            }
            return ByteBuffer.wrap(block);
        }
    }

    public PeerTable(Collection<Operator> operators) {
        for (Operator operator : operators) {
            for (PeerMatch peer : operator.peers()) {
                add(peer, operator.name());
            }
        }
    }

    private void add(PeerMatch peer, String operator) {
        switch (peer) {
            case PeerMatch.Host(String name) ->
                    hosts.merge(lower(name), operator, PeerTable::first);
            case PeerMatch.Realm(String name) ->
                    realms.merge(lower(name), operator, PeerTable::first);
            case PeerMatch.Certificate(String name) ->
                    certificates.merge(name, operator, PeerTable::first);
            case PeerMatch.Address(InetAddress network, int prefix) -> {
                Level level = level(network.getAddress().length, prefix);
                level.blocks().merge(level.place(network.getAddress()), operator, PeerTable::first);
            }
        }
    }

    private Level level(int bytes, int prefix) {
        for (Level level : levels) {
            if (level.bytes() == bytes && level.prefix() == prefix) {
                return level;
            }
        }
        var level = new Level(bytes, prefix, new HashMap<>());
        levels.add(level);
        return level;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Of two operators the first by name; empty is none.
    private static String first(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /// The operator to whom a node belongs; empty when to none. Where several match, the first by
    /// name.
    ///
    /// @param address where its connection comes from
    /// @param certificate the common name it has proven, empty for none
    /// @param host its Diameter identity or unit name, empty for none
    /// @param realm its realm, empty for none
    public String operatorOf(InetAddress address, String certificate, String host, String realm) {
        String found = ofAddress(address);
        if (!certificates.isEmpty()) {
            found = first(found, certificates.getOrDefault(certificate, ""));
        }
        if (!hosts.isEmpty() && !host.isEmpty()) {
            found = first(found, hosts.getOrDefault(lower(host), ""));
        }
        return realms.isEmpty() || realm.isEmpty() ? found : first(found, ofRealm(lower(realm)));
    }

    private String ofAddress(InetAddress address) {
        String found = "";
        if (levels.isEmpty()) {
            return found;
        }
        byte[] bytes = address.getAddress();
        for (Level level : levels) {
            if (level.bytes() == bytes.length) {
                found = first(found, level.blocks().getOrDefault(level.place(bytes), ""));
            }
        }
        return found;
    }

    /// A realm belongs to whom it or one above it belongs.
    private String ofRealm(String realm) {
        if (realm.length() > REALM_CHARS_MAX) {
            return "";
        }
        String found = realms.getOrDefault(realm, "");
        for (int dot = realm.indexOf('.'); dot >= 0; dot = realm.indexOf('.', dot + 1)) {
            found = first(found, realms.getOrDefault(realm.substring(dot + 1), ""));
        }
        return found;
    }
}
