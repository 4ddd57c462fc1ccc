// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.veritac.card.Secret;
import org.veritac.subscription.files.Content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A package in two parts, so that its keys can travel under a key of their own and later than the
/// rest: the elements that hold Ki and other long-term keys (aka, cdma, security domain,
/// non-standard), and all others.
///
/// ```
/// keys  (place(2) length(3) element) ...   place: number of the element in the package, rising
/// rest  element element ...
/// ```
///
/// The rest alone is no package: nobody can authenticate with it.
public final class PackageParts implements AutoCloseable {
    private static final int PLACE_BYTES = 2;
    private static final int LENGTH_BYTES = 3;

    private final Secret keys;
    private final Content rest;

    private PackageParts(Secret keys, Content rest) {
        this.keys = keys;
        this.rest = rest;
    }

    /// Takes a package apart.
    public static PackageParts of(ProfilePackage whole) {
        var keys = new ByteArrayOutputStream();
        var rest = new ByteArrayOutputStream();
        for (int i = 0; i < whole.elements().size(); i++) {
            Element element = whole.elements().get(i);
            byte[] bytes = element.bytes();
            if (element.holdsKeys()) {
                keys.writeBytes(number(i, PLACE_BYTES));
                keys.writeBytes(number(bytes.length, LENGTH_BYTES));
                keys.writeBytes(bytes);
                Arrays.fill(bytes, (byte) 0);
            } else {
                rest.writeBytes(bytes);
            }
        }
        return new PackageParts(Secret.taking(keys.toByteArray()), Content.of(rest.toByteArray()));
    }

    /// The part with the keys: a copy, which the caller closes.
    public Secret keys() {
        return keys.part(0, keys.length());
    }

    /// The other part.
    public byte[] rest() {
        return rest.bytes();
    }

    /// Puts a package together again, byte by byte as it was.
    ///
    /// @return empty when the parts do not belong together, or are no parts
    public static Optional<ProfilePackage> join(Secret keys, byte[] rest) {
        byte[] bytes = keys.copy();
        try {
            return pieces(rest).flatMap(others -> join(ByteBuffer.wrap(bytes), others));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Optional<ProfilePackage> join(ByteBuffer keys, List<byte[]> others) {
        List<byte[]> all = new ArrayList<>(others);
        int before = -1;
        while (keys.hasRemaining()) {
            if (keys.remaining() < PLACE_BYTES + LENGTH_BYTES) {
                return Optional.empty();
            }
            int place = keys.getShort() & 0xFFFF;
            int length = (keys.get() & 0xFF) << 16 | (keys.getShort() & 0xFFFF);
            if (place <= before || place > all.size() || length > keys.remaining()) {
                return Optional.empty();
            }
            byte[] element = new byte[length];
            keys.get(element);
            all.add(place, element);
            before = place;
        }
        var whole = new ByteArrayOutputStream();
        all.forEach(whole::writeBytes);
        return ProfilePackage.read(whole.toByteArray())
                        instanceof ProfilePackage.Reading.Whole(var read)
                ? Optional.of(read)
                : Optional.empty();
    }

    /// The elements of the part without keys, which is itself read as a package.
    private static Optional<List<byte[]>> pieces(byte[] rest) {
        return ProfilePackage.read(rest) instanceof ProfilePackage.Reading.Whole(var read)
                ? Optional.of(read.elements().stream().map(Element::bytes).toList())
                : Optional.empty();
    }

    private static byte[] number(int number, int bytes) {
        byte[] written = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            written[i] = (byte) (number >> (8 * (bytes - 1 - i)));
        }
        return written;
    }

    /// Wipes the keys.
    @Override
    public void close() {
        keys.close();
    }
}
