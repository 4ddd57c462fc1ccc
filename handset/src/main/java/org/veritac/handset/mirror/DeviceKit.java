// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.veritac.card.Secret;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.Trust;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.HandsetSetup;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.OperatorKey;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// What a factory gives a handset, or a token of the lab: who it is, its keys, and whom it
/// believes. As text it is a properties file with hexadecimal values, and secret.
///
/// ```
/// grade         lab or production
/// id            8 bytes; binding  BF30..; certificate  7F21..
/// agreement     private key of the certificate, 32 bytes; signing  of the binding's signer
/// partners      who signs bindings of the other side:  identifier:point
/// certificates  who signs certificates; operators  who signs orders, policies, applications
/// shared        the operator's key, 16 or 32 bytes, where tokens are met with it; usually not there
/// ```
///
/// @param agreement fits the certificate
/// @param signing fits the binding
/// @param shared nothing, where channels go by certificates
public record DeviceKit(
        Grade grade,
        long id,
        Octets binding,
        Certificate certificate,
        PrivateKey agreement,
        PrivateKey signing,
        Anchor partners,
        Anchor certificates,
        Anchor operators,
        Octets shared) {
    /// The longest text of one.
    public static final int TEXT_MAX = 16_384;

    private static final HexFormat HEX = HexFormat.of();

    /// Secret: for the factory's own hands.
    public String text() {
        var values = new Properties();
        values.setProperty("grade", grade.name().toLowerCase(Locale.ROOT));
        values.setProperty("id", "%016x".formatted(id));
        values.setProperty("binding", HEX.formatHex(binding.bytes()));
        values.setProperty("certificate", HEX.formatHex(certificate.bytes()));
        values.setProperty("agreement", scalar(agreement));
        values.setProperty("signing", scalar(signing));
        values.setProperty("partners", anchor(partners));
        values.setProperty("certificates", anchor(certificates));
        values.setProperty("operators", anchor(operators));
        if (!shared.isEmpty()) {
            values.setProperty("shared", HEX.formatHex(shared.bytes()));
        }
        var out = new StringWriter();
        try {
            values.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
        return out.toString();
    }

    private static String scalar(PrivateKey key) {
        String hex = ((ECPrivateKey) key).getS().toString(16);
        return "0".repeat(2 * P256.SCALAR_BYTES - hex.length()) + hex;
    }

    private static String anchor(Anchor anchor) {
        return anchor.authority().hex() + ":" + HEX.formatHex(P256.write(anchor.key()));
    }

    /// The kit that a text is; empty when it is none.
    public static Optional<DeviceKit> read(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        var values = new Properties();
        try {
            values.load(new StringReader(text));
            return Optional.of(read(values));
        } catch (IOException | IllegalArgumentException e) {
            // no properties, no hexadecimal digits, or no key
            return Optional.empty();
        }
    }

    private static DeviceKit read(Properties values) {
        return new DeviceKit(
                Grade.valueOf(text(values, "grade").toUpperCase(Locale.ROOT)),
                HexFormat.fromHexDigitsToLong(text(values, "id")),
                Octets.of(HEX.parseHex(text(values, "binding"))),
                Certificate.read(HEX.parseHex(text(values, "certificate")))
                        .orElseThrow(IllegalArgumentException::new),
                P256.privateKey(HEX.parseHex(text(values, "agreement"))),
                P256.privateKey(HEX.parseHex(text(values, "signing"))),
                anchor(values, "partners"),
                anchor(values, "certificates"),
                anchor(values, "operators"),
                Octets.of(HEX.parseHex(values.getProperty("shared", "").trim())));
    }

    /// The same device, which meets tokens with its operator's key.
    public DeviceKit withShared(Octets key) {
        return new DeviceKit(
                grade,
                id,
                binding,
                certificate,
                agreement,
                signing,
                partners,
                certificates,
                operators,
                key);
    }

    private static String text(Properties values, String name) {
        return Optional.ofNullable(values.getProperty(name))
                .orElseThrow(IllegalArgumentException::new)
                .trim();
    }

    private static Anchor anchor(Properties values, String name) {
        String text = text(values, name);
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("an identifier, a colon, a point");
        }
        return new Anchor(
                new Identifier(text.substring(0, colon)),
                P256.read(HEX.parseHex(text.substring(colon + 1)))
                        .orElseThrow(IllegalArgumentException::new));
    }

    HandsetSetup setup(SecureRandom random) {
        return new HandsetSetup(
                new HandsetId(id),
                binding,
                List.of(partners),
                List.of(operators),
                List.of(),
                message -> Octets.of(P256.sign(signing, message.bytes(), random)));
    }

    HandOver.Way way(Clock clock) {
        if (!shared.isEmpty()) {
            return new HandOver.Way.Shared(new OperatorKey(Secret.taking(shared.bytes())));
        }
        return new HandOver.Way.Certificates(
                new Trust(List.of(certificates), grade, clock),
                new Scp11.Credential(certificate, agreement));
    }

    @Override
    public String toString() {
        return "kit %016x".formatted(id);
    }
}
