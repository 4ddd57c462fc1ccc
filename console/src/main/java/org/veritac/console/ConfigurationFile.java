// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Change;
import org.veritac.register.Outcome;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.policy.PolicyText;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The configuration file: what it says, and how its policy comes into force.
///
/// @param path where it is
/// @param policy its policy section, as the journal keeps it; null when it has none, and the policy
///   in force stays
/// @param settings its section for serve
record ConfigurationFile(Path path, @Nullable String policy, Settings settings) {
    private static final String NAME = "veritac.yaml";
    private static final long BYTES_MAX = 4L * PolicyText.CHARS_MAX;

    /// Where it is when nobody names another.
    static Path usual(Path directory) {
        return directory.resolve(NAME);
    }

    /// Reads a file.
    ///
    /// @throws PolicyException when it is not understood; the message names the file
    static ConfigurationFile read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(
                    path
                            + ": there is no such file; ./veritac config prints the policy in force"
                            + " and config default a whole file, to begin one with");
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new PolicyException(path + ": larger than any configuration");
        }
        try {
            String text = Files.readString(path);
            Settings settings = SettingsText.read(text, path.resolveSibling(""));
            String policy = SettingsText.hasPolicy(text) ? PolicyText.section(text) : null;
            if (policy != null) {
                PolicyText.admit(policy);
            }
            return new ConfigurationFile(path, policy, settings);
        } catch (PolicyException e) {
            throw new PolicyException(path + ": " + e.getMessage());
        }
    }

    /// Puts its policy in force.
    ///
    /// @return what became of it; null when it is in force already
    @Nullable Outcome apply(Register register, String who) throws IOException {
        return policy == null || PolicyText.read(policy).equals(register.policy())
                ? null
                : register.apply(new Change.SetPolicy(policy), who);
    }

    /// Writes the commented standard file beside a register whose policy it is, so that there is
    /// something to edit.
    static void writeStandard(Path directory, Register register) throws IOException {
        String standard = SettingsText.standardFile();
        if (PolicyText.read(PolicyText.section(standard)).equals(register.policy())) {
            Path fresh = directory.resolve(NAME + ".new");
            Files.writeString(fresh, standard);
            Files.move(fresh, usual(directory));
        }
    }
}
