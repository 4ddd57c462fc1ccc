// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.veritac.identity.Imei;
import org.veritac.identity.Imeisv;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;

import java.util.Comparator;

/// What an entry is about, as two numbers, so that ten million of them sort and store fast. Made by
/// the factories; the order is that of layers: kind, then first, then second number.
///
/// @param kind what the numbers mean
/// @param a the first number
/// @param b the second number, 0 where the kind has none
public record Key(Kind kind, long a, long b) implements Comparable<Key> {

    /// The kinds of keys, in the order of layers.
    public enum Kind {
        /// One device: `a` is [Imei#key].
        DEVICE(0),
        /// All devices from `a` to `b`, both included.
        RANGE(1),
        /// A software version `b` of a model `a`.
        TAC_SVN(2),
        /// A model `a`.
        TAC(3),
        /// Subscribers from `a` to `b` ([ImsiRange]).
        SUBSCRIBERS(4),
        /// Two IMEIs of one device, the lower first.
        LINK(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// The number that files and tables keep for it.
        public int code() {
            return code;
        }

        /// The kind of a number from our own files.
        ///
        /// @throws IllegalArgumentException when there is none
        public static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of key has the number " + code);
        }
    }

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::kind).thenComparingLong(Key::a).thenComparingLong(Key::b);

    public static Key device(Imei imei) {
        return new Key(Kind.DEVICE, imei.key(), 0);
    }

    /// A range of devices.
    ///
    /// @throws IllegalArgumentException when `to` lies below `from`
    public static Key range(Imei from, Imei to) {
        if (to.key() < from.key()) {
            throw new IllegalArgumentException("a range runs from the lower to the higher IMEI");
        }
        return new Key(Kind.RANGE, from.key(), to.key());
    }

    /// A software version of a model.
    ///
    /// @throws IllegalArgumentException when the version is not 0 to 99
    public static Key tacSvn(Tac tac, int svn) {
        if (svn < 0 || svn > Imeisv.SVN_MAX) {
            throw new IllegalArgumentException("a software version number has two digits");
        }
        return new Key(Kind.TAC_SVN, tac.value(), svn);
    }

    public static Key tac(Tac tac) {
        return new Key(Kind.TAC, tac.value(), 0);
    }

    public static Key subscribers(ImsiRange range) {
        return new Key(Kind.SUBSCRIBERS, range.from(), range.to());
    }

    /// Two IMEIs of one device, in either order.
    ///
    /// @throws IllegalArgumentException when they are the same
    public static Key link(Imei one, Imei other) {
        if (one.equals(other)) {
            throw new IllegalArgumentException("a device is not linked with itself");
        }
        return new Key(
                Kind.LINK, Math.min(one.key(), other.key()), Math.max(one.key(), other.key()));
    }

    /// The key as files and commands write it, full identities included.
    public String digits() {
        return switch (kind) {
            case DEVICE -> new Imei(a).digits();
            case RANGE, LINK -> new Imei(a).digits() + "-" + new Imei(b).digits();
            case TAC_SVN -> new Tac((int) a).digits() + "/" + (b < 10 ? "0" : "") + b;
            case TAC -> new Tac((int) a).digits();
            case SUBSCRIBERS -> new ImsiRange(a, b).digits();
        };
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    /// Serial numbers and subscribers masked: this text may stand in a log.
    @Override
    public String toString() {
        return switch (kind) {
            case DEVICE -> new Imei(a).toString();
            case RANGE, LINK -> new Imei(a) + "-" + new Imei(b);
            case TAC_SVN, TAC -> digits();
            case SUBSCRIBERS -> new ImsiRange(a, b).toString();
        };
    }
}
