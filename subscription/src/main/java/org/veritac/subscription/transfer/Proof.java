// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.P256;

import java.nio.charset.StandardCharsets;

/// What a device adds to its binding where the channel names no certificate: a signature over this
/// channel, ECDSA over "VERITAC TAP V1" | role(1: 01 token, 02 handset) | binder(16).
final class Proof {
    private static final byte[] LABEL = "VERITAC TAP V1".getBytes(StandardCharsets.US_ASCII);

    private Proof() {}

    private static Octets message(Binding.Role role, Channel channel) {
        byte code = (byte) (role == Binding.Role.TOKEN ? 1 : 2);
        return Octets.join(Octets.of(LABEL), Octets.of(new byte[] {code}), channel.binder());
    }

    /// The proof that a channel asks for; nothing in one with certificates.
    static Octets make(Binding.Role role, Channel channel, Signer signer) {
        return switch (channel.mode()) {
            case CERTIFICATES -> Octets.NONE;
            case OPERATOR_KEY -> signer.sign(message(role, channel));
        };
    }

    /// Whether who shows a binding in a channel is whom it binds.
    static boolean holds(Binding binding, Channel channel, Octets proof) {
        return switch (channel.mode()) {
            case CERTIFICATES -> binding.certificate() == channel.peer();
            case OPERATOR_KEY ->
                    P256.verify(
                            binding.signer(),
                            message(binding.role(), channel).bytes(),
                            proof.bytes());
        };
    }
}
