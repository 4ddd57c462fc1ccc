// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Tac;

import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A GlobalPlatform compact certificate (Amendment F, 6.1) in the one form that is taken here:
/// these tags, each once, in this order, nothing else. Immutable. Being one says nothing: [Trust]
/// says whether it is believed.
public final class Certificate {
    static final int TAG = 0x7F21;

    /// How many TACs a signer's certificate may name: what fits into 48 bytes of 53 beside the
    /// class.
    public static final int TACS_MAX = 7;

    /// The largest certificate, in bytes.
    public static final int BYTES_MAX = 300;

    private static final int TAG_SERIAL = 0x93;
    private static final int TAG_SUBJECT = 0x5F20;
    private static final int TAG_USAGE = 0x95;
    private static final int TAG_FROM = 0x5F25;
    private static final int TAG_UNTIL = 0x5F24;
    private static final int TAG_DISCRETIONARY = 0x53;
    private static final int TAG_GRADE = 0x80;
    private static final int TAG_TAC = 0x81;
    private static final int[] TAGS = {
        TAG_SERIAL,
        Fields.TAG_AUTHORITY,
        TAG_SUBJECT,
        TAG_USAGE,
        TAG_FROM,
        TAG_UNTIL,
        TAG_DISCRETIONARY,
        Fields.TAG_PUBLIC_KEY,
        Fields.TAG_SIGNATURE
    };
    private static final int SIGNED = TAGS.length - 1;

    private final Draft content;
    private final Identifier authority;
    private final TlvList items;

    private Certificate(Draft content, Identifier authority, TlvList items) {
        this.content = content;
        this.authority = authority;
        this.items = items;
    }

    /// What a certificate says, before an [Authority] signs it.
    ///
    /// @param serial 8 bytes as a number; for a vault its vault id
    /// @param from first day on which it is valid
    /// @param until last day on which it is valid
    /// @param tacs which TACs the key may sign, at most [#TACS_MAX]; none but for signers
    public record Draft(
            long serial,
            Identifier subject,
            KeyUsage usage,
            LocalDate from,
            LocalDate until,
            Grade grade,
            List<Tac> tacs,
            ECPublicKey key) {
        public Draft {
            tacs = List.copyOf(tacs);
            Objects.requireNonNull(key, "key");
            if (until.isBefore(from) || tacs.size() > TACS_MAX) {
                throw new IllegalArgumentException(
                        "a certificate ends after it begins and names at most 7 TACs");
            }
        }
    }

    /// The certificate that the bytes are; empty when they are something else. Writing the result
    /// gives the same bytes again.
    public static Optional<Certificate> read(byte[] bytes) {
        return bytes.length > BYTES_MAX
                ? Optional.empty()
                : Fields.read(bytes).flatMap(Certificate::read);
    }

    /// The certificate that a data object is.
    static Optional<Certificate> read(Tlv item) {
        TlvList parts = item.children();
        if (item.tag() != TAG
                || !parts.hasTags(TAGS)
                || parts.get(SIGNED).length() != P256.SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var authority = Identifier.find(parts.get(1).value());
        var draft = draft(parts);
        return authority.isPresent() && draft.isPresent()
                ? Optional.of(new Certificate(draft.get(), authority.get(), parts))
                : Optional.empty();
    }

    private static Optional<Draft> draft(TlvList parts) {
        var serial = Fields.serial(parts.get(0).value());
        var subject = Identifier.find(parts.get(2).value());
        var usage = KeyUsage.find(parts.get(3).value());
        var from = Fields.date(parts.get(4).value());
        var until = Fields.date(parts.get(5).value());
        var discretionary = Discretionary.read(parts.get(6).value());
        var key = Fields.publicKey(parts.get(7));
        boolean whole =
                serial.isPresent()
                        && subject.isPresent()
                        && usage.isPresent()
                        && from.isPresent()
                        && until.isPresent()
                        && discretionary.isPresent()
                        && key.isPresent()
                        && !until.get().isBefore(from.get());
        if (!whole) {
            return Optional.empty();
        }
        var more = discretionary.get();
        return Optional.of(
                new Draft(
                        serial.get(),
                        subject.get(),
                        usage.get(),
                        from.get(),
                        until.get(),
                        more.grade(),
                        more.tacs(),
                        key.get()));
    }

    /// Tag 53: class and TACs.
    private record Discretionary(Grade grade, List<Tac> tacs) {
        static Optional<Discretionary> read(byte[] value) {
            if (!(TlvReader.read(value) instanceof TlvReader.Reading.Whole(var items))
                    || items.size() < 1
                    || items.size() > 1 + TACS_MAX
                    || items.get(0).tag() != TAG_GRADE) {
                return Optional.empty();
            }
            var tacs = new ArrayList<Tac>();
            for (int i = 1; i < items.size(); i++) {
                var tac = Fields.tac(items.get(i).value());
                if (items.get(i).tag() != TAG_TAC || tac.isEmpty()) {
                    return Optional.empty();
                }
                tacs.add(tac.get());
            }
            return Grade.find(items.get(0).value()).map(grade -> new Discretionary(grade, tacs));
        }

        static Tlv write(Draft draft) {
            var items = new ArrayList<Tlv>();
            items.add(Tlv.ofByte(TAG_GRADE, draft.grade().value()));
            draft.tacs().forEach(tac -> items.add(Tlv.of(TAG_TAC, Fields.tac(tac))));
            return Tlv.of(TAG_DISCRETIONARY, TlvList.of(items).bytes());
        }
    }

    /// The data objects that are signed.
    static TlvList signed(Draft draft, Identifier authority) {
        return TlvList.of(
                Tlv.of(TAG_SERIAL, Fields.serial(draft.serial())),
                Tlv.of(Fields.TAG_AUTHORITY, authority.bytes()),
                Tlv.of(TAG_SUBJECT, draft.subject().bytes()),
                Tlv.ofByte(TAG_USAGE, draft.usage().value()),
                Tlv.of(TAG_FROM, Fields.date(draft.from())),
                Tlv.of(TAG_UNTIL, Fields.date(draft.until())),
                Discretionary.write(draft),
                Fields.publicKey(draft.key()));
    }

    static Certificate of(Draft draft, Identifier authority, byte[] signature) {
        var items = new ArrayList<Tlv>();
        signed(draft, authority).forEach(items::add);
        items.add(Tlv.of(Fields.TAG_SIGNATURE, signature));
        return new Certificate(draft, authority, TlvList.of(items));
    }

    boolean isSignedBy(ECPublicKey key) {
        return P256.verify(key, items.first(SIGNED).bytes(), items.get(SIGNED).value());
    }

    /// What it says.
    public Draft content() {
        return content;
    }

    /// Who is said to have issued it.
    public Identifier authority() {
        return authority;
    }

    /// The data object `7F21`.
    public Tlv tlv() {
        return Tlv.of(TAG, items);
    }

    /// `7F21` and all of it, at most [#BYTES_MAX].
    public byte[] bytes() {
        return tlv().bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return "certificate %016x of %s".formatted(content.serial(), authority);
    }
}
