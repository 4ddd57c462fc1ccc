// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a node of an operator is recognised. Each form rests on something the transport has
/// established: an address behind a filter, a proven certificate, a Diameter identity that the node
/// allows only to its own peer.
public sealed interface PeerMatch {

    /// A Diameter host or GSUP unit name, compared without case.
    record Host(String name) implements PeerMatch {}

    /// A Diameter realm, itself or below it, compared without case.
    record Realm(String name) implements PeerMatch {}

    /// The common name of a proven certificate.
    record Certificate(String name) implements PeerMatch {}

    /// A block of addresses.
    record Address(InetAddress network, int prefix) implements PeerMatch {
        private static final Pattern FORM =
                Pattern.compile(
                        "((?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})"
                                + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

        public Address {
            if (prefix < 0 || prefix > network.getAddress().length * 8) {
                throw new IllegalArgumentException("a prefix is at most as long as its address");
            }
        }

        /// Reads `ADDRESS` or `ADDRESS/PREFIX`; names are not looked up, and an address of four
        /// bytes has all four in decimals, as 10.1 would be 10.0.0.1.
        public static Optional<Address> ifValid(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                InetAddress network = InetAddress.getByName(parts.group(1));
                int whole = network.getAddress().length * 8;
                int prefix = parts.group(2) == null ? whole : Integer.parseInt(parts.group(2));
                return prefix > whole
                        ? Optional.empty()
                        : Optional.of(new Address(network, prefix));
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }

        boolean contains(InetAddress address) {
            byte[] block = network.getAddress();
            byte[] one = address.getAddress();
            if (block.length != one.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((block[bit / 8] & mask) != (one[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Whether a node is meant.
    ///
    /// @param address where its connection comes from
    /// @param certificate the common name it has proven, empty for none
    /// @param host its Diameter identity or unit name, empty for none
    /// @param realm its realm, empty for none
    default boolean matches(InetAddress address, String certificate, String host, String realm) {
        return switch (this) {
            case Host(String name) -> name.equalsIgnoreCase(host);
            case Realm(String name) -> isWithin(realm, name);
            case Certificate(String name) -> !certificate.isEmpty() && name.equals(certificate);
            case Address block -> block.contains(address);
        };
    }

    private static boolean isWithin(String realm, String name) {
        String lower = realm.toLowerCase(Locale.ROOT);
        String parent = name.toLowerCase(Locale.ROOT);
        return lower.equals(parent) || lower.endsWith("." + parent);
    }
}
