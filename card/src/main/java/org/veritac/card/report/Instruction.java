// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.jspecify.annotations.Nullable;
import org.veritac.card.channel.KeySet;
import org.veritac.card.ota.Counter;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.vault.OperatorKeys;
import org.veritac.card.vault.VaultId;

import java.time.LocalDate;
import java.util.List;

/// One thing that an operator tells a UICC.
public sealed interface Instruction {
    /// Answers a report: whether the proven phone is in the list.
    ///
    /// @param report counter of the packet it came in
    record Answer(Counter report, boolean listed) implements Instruction {}

    /// Blocks the phone that is proven now.
    ///
    /// @param report counter of the report that this is about; null when about none
    /// @param reason 0 to 255
    /// @param text what the phone shows: see [#isText]
    record Block(@Nullable Counter report, int reason, String text) implements Instruction {
        public static final int TEXT_MAX = 64;

        public Block {
            if (reason < 0 || reason > 0xFF || text.length() > TEXT_MAX || !isText(text)) {
                throw new IllegalArgumentException("a reason of one octet, 64 plain characters");
            }
        }
    }

    /// Ends a block and a stop of the keys.
    record Unblock() implements Instruction {}

    /// Stops the making of keys in every phone.
    record StopKeys() implements Instruction {}

    /// Says which proven phones the UICC works in.
    ///
    /// @param allowed for EF_IAL, 0 to 8
    record Pair(Pairing pairing, List<ImeiRange> allowed) implements Instruction {
        public static final int RANGES_MAX = 8;

        public Pair {
            allowed = List.copyOf(allowed);
            if (allowed.size() > RANGES_MAX) {
                throw new IllegalArgumentException("EF_IAL has eight ranges");
            }
        }
    }

    /// Brings the keys with which the UICC opens one vault.
    ///
    /// @param keys with the version of the operator's set in the vault, 1 to 15
    record Keys(VaultId vault, KeySet keys) implements Instruction {
        public Keys {
            OperatorKeys.requireVersion(keys.version());
        }
    }

    /// Takes the keys for one vault away.
    ///
    /// @param version of the operator's set in the vault, 1 to 15
    record ForgetKeys(VaultId vault, int version) implements Instruction {
        public ForgetKeys {
            OperatorKeys.requireVersion(version);
        }
    }

    /// Brings what certificates are judged by.
    ///
    /// @param authority of vaults, null to leave the present one
    /// @param revocations `BF22` with its own signature, null to leave the present ones
    /// @param date the newest that the card may take for known
    record Trust(@Nullable Authority authority, @Nullable Tlv revocations, LocalDate date)
            implements Instruction {
        public Trust {
            if (revocations != null && revocations.tag() != 0xBF22) {
                throw new IllegalArgumentException("a revocation list has tag BF22");
            }
        }
    }

    /// A certification authority of vaults, CA-KLCC.
    ///
    /// @param key `7F49`
    /// @param id `42`
    record Authority(Tlv key, Tlv id) {
        public Authority {
            if (key.tag() != 0x7F49 || id.tag() != 0x42) {
                throw new IllegalArgumentException("a key has tag 7F49, an authority's id 42");
            }
        }
    }

    /// Says how the UICC checks.
    ///
    /// @param mode how it authenticates the vault
    /// @param checkAfter so many AUTHENTICATEs, 0 to 65,535; 0 never
    /// @param checkBeforeCall whether a call waits for a check
    /// @param openWithoutVault whether a phone that never had a vault gets service
    /// @param unansweredMax reports that may stay unanswered, 0 to 255; 0 for any number
    record Policy(
            Mode mode,
            int checkAfter,
            boolean checkBeforeCall,
            boolean openWithoutVault,
            int unansweredMax)
            implements Instruction {
        public Policy {
            if (checkAfter < 0
                    || checkAfter > 0xFFFF
                    || unansweredMax < 0
                    || unansweredMax > 0xFF) {
                throw new IllegalArgumentException("two octets, and one");
            }
        }
    }

    /// Asks for a report.
    ///
    /// @param newCheck whether the phone is to be checked again for it
    record Poll(boolean newCheck) implements Instruction {}

    /// Whether a text has only characters that are the same octet in ASCII and in the default
    /// alphabet of TS 23.038, which is how it travels.
    static boolean isText(String text) {
        return text.chars().allMatch(c -> isSame(c));
    }

    private static boolean isSame(int c) {
        return c >= ' ' && c <= 'z' && c != '$' && c != '@' && (c <= 'Z' || c >= 'a');
    }
}
