// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.Callable;

/// Makes a profile package.
@Command(
        name = "profile",
        header = "Make a profile package for a token.",
        description = {
            "An interoperable profile package (DER) with a USIM. Keys are drawn unless given; the"
                    + " file holds them, mode 0600."
        },
        footer = {
            "",
            "Example:",
            "  ./veritac token profile my.der --imsi 001010123456789 --iccid 89001012012341234012"
        })
final class MakeProfile implements Callable<Integer> {
    private static final int K_BYTES = 16;
    private static final int ADM_BYTES = 8;

    private final World world;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Where it goes; not over one that is there.")
    private Path file = Path.of("");

    @Option(names = "--imsi", required = true, description = "The subscriber.")
    private String imsi = "";

    @Option(names = "--iccid", required = true, description = "The card.")
    private String iccid = "";

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "milenage",
            description =
                    "milenage, tuak, comp128v1, comp128v2 or comp128v3 (default:"
                            + " ${DEFAULT-VALUE}).")
    private String algorithm = "milenage";

    @Option(
            names = "--k",
            paramLabel = "HEX",
            defaultValue = "",
            description = "Ki, 16 bytes; drawn when not given.")
    private String k = "";

    @Option(
            names = "--opc",
            paramLabel = "HEX",
            defaultValue = "",
            description = "OPc (16 bytes) or TOPc (32); drawn when not given.")
    private String opc = "";

    @Option(
            names = "--mnc-digits",
            paramLabel = "2|3",
            defaultValue = "2",
            description = "Digits of the network code (default: ${DEFAULT-VALUE}).")
    private int mncDigits = 2;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "Veritac",
            description = "The network's name (default: ${DEFAULT-VALUE}).")
    private String network = "";

    MakeProfile(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        try (var key = secret(k, K_BYTES);
                var operator = operator()) {
            var identity =
                    new ProfileMaker.Identity(
                            Iccid.ifValid(iccid).orElseThrow(() -> wrong("--iccid")),
                            Imsi.ifValid(imsi).orElseThrow(() -> wrong("--imsi")),
                            mncDigits,
                            null,
                            network);
            var made =
                    ProfileMaker.make(
                            new ProfileMaker.Parameters(identity, kind(), key, operator, codes()));
            var mode =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, mode);
            Files.write(file, made.bytes());
            return Handset.DONE;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String what) {
        if (spec == null) {
            throw new AssertionError("picocli has set it");
        }
        return new ParameterException(spec.commandLine(), "not possible: " + what);
    }

    private Kind kind() {
        return switch (algorithm) {
            case "milenage" -> new Kind.OfMilenage(Constants.STANDARD);
            case "tuak" -> new Kind.OfTuak(Tuak.Lengths.STANDARD, 1);
            case "comp128v1" -> new Kind.OfComp128(Comp128.Version.ONE);
            case "comp128v2" -> new Kind.OfComp128(Comp128.Version.TWO);
            case "comp128v3" -> new Kind.OfComp128(Comp128.Version.THREE);
            default -> throw wrong("--algorithm " + algorithm);
        };
    }

    private Secret operator() {
        return switch (kind()) {
            case Kind.OfMilenage _ -> secret(opc, K_BYTES);
            case Kind.OfTuak _ -> secret(opc, Tuak.TOPC_BYTES);
            case Kind.OfXor _, Kind.OfComp128 _ -> Secret.taking(new byte[0]);
        };
    }

    private Secret secret(String hex, int bytes) {
        if (!hex.isEmpty()) {
            return Secret.taking(HexFormat.of().parseHex(hex));
        }
        byte[] drawn = new byte[bytes];
        world.random().nextBytes(drawn);
        return Secret.taking(drawn);
    }

    private ProfileMaker.Codes codes() {
        return new ProfileMaker.Codes(
                digits("0000"),
                digits("12345678"),
                digits("0000"),
                digits("12345678"),
                secret("", ADM_BYTES));
    }

    private static Secret digits(String digits) {
        return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
    }
}
