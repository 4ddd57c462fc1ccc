// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A token's policy as it is written into the token and shown to handsets. One that gives nothing
/// up needs no signature.
///
/// ```
/// BF34 {80 token id(8), 81 number(4), 82 policy(8) [, 42 authority(1..16), 5F37 r | s]}
///                                               signed: "VERITAC POLICY V1" and 80 to 42
/// ```
///
/// @param number rises with every policy of a token; the token takes no lower one
/// @param seal 42 and 5F37, or nothing
public record SignedPolicy(TokenId token, int number, Policy policy, Octets seal) {
    /// The most bytes that it has.
    public static final int BYTES_MAX = 116;

    static final int TAG = 0xBF34;
    private static final String LABEL = "VERITAC POLICY V1";
    private static final int PLAIN = 3;
    private static final int SIGNED = 5;

    /// A policy that needs no signature.
    ///
    /// @throws IllegalArgumentException when it does
    public static SignedPolicy plain(TokenId token, int number, Policy policy) {
        if (policy.needsSignature()) {
            throw new IllegalArgumentException("this policy needs the operator's signature");
        }
        return new SignedPolicy(token, number, policy, Octets.NONE);
    }

    /// A policy with the operator's signature.
    public static SignedPolicy of(TokenId token, int number, Policy policy, Seal operator) {
        var signed = Statement.sign(LABEL, items(token, number, policy), operator);
        var seal = TlvList.of(signed.get(PLAIN), signed.get(PLAIN + 1));
        return new SignedPolicy(token, number, policy, Octets.taking(seal.bytes()));
    }

    private static List<Tlv> items(TokenId token, int number, Policy policy) {
        return List.of(
                Fields.octets(0x80, token.octets()),
                Fields.number(0x81, number),
                Fields.octets(0x82, policy.octets()));
    }

    Octets octets() {
        return Octets.taking(tlv().bytes());
    }

    Tlv tlv() {
        var all = new ArrayList<>(items(token, number, policy));
        Fields.items(seal).ifPresent(more -> more.forEach(all::add));
        return Tlv.of(TAG, TlvList.of(all));
    }

    /// The policy that the bytes are, believed or not; empty when they are none.
    static Optional<SignedPolicy> read(Octets bytes) {
        return bytes.length() > BYTES_MAX
                ? Optional.empty()
                : Fields.read(bytes, TAG).flatMap(items -> read(items.get(0).children()));
    }

    private static Optional<SignedPolicy> read(TlvList parts) {
        boolean tags =
                parts.hasTags(0x80, 0x81, 0x82)
                        || parts.hasTags(
                                0x80, 0x81, 0x82, Fields.TAG_AUTHORITY, Fields.TAG_SIGNATURE);
        if (!tags
                || !Fields.has(parts, 0, TokenId.BYTES)
                || !Fields.has(parts, 1, Integer.BYTES)
                || Fields.number(parts, 1) < 0) {
            return Optional.empty();
        }
        var token = TokenId.of(Fields.value(parts, 0));
        int number = Fields.number(parts, 1);
        var seal =
                parts.size() == SIGNED
                        ? Octets.taking(TlvList.of(parts.get(PLAIN), parts.get(PLAIN + 1)).bytes())
                        : Octets.NONE;
        return Policy.read(Fields.value(parts, 2))
                .map(policy -> new SignedPolicy(token, number, policy, seal));
    }

    /// Whether it may be followed: it is signed, or gives nothing up.
    boolean isBelieved(Collection<Anchor> operators) {
        return seal.isEmpty()
                ? !policy.needsSignature()
                : Statement.isSigned(LABEL, tlv().children(), operators);
    }
}
