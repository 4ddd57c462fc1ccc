// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One file of a tree, without what is in it.
public sealed interface FileNode {
    AccessReference access();

    /// The MF, a directory or an application.
    ///
    /// @param name AID of an application, empty otherwise
    /// @param codes references of PINs in the order in which the file's status shows them
    record Directory(Content name, AccessReference access, List<Integer> codes)
            implements FileNode {
        public static final int NAME_BYTES_MAX = 16;

        public Directory {
            codes = List.copyOf(codes);
            if (name.length() > NAME_BYTES_MAX) {
                throw new IllegalArgumentException("a name has at most 16 bytes");
            }
        }

        public boolean isApplication() {
            return name.length() > 0;
        }
    }

    /// A file with something in it.
    ///
    /// @param sfi short identifier, 1 to 30; 0 for none
    /// @param special special file information (TS 102 222, clause 6.3.2.2.4): 80 much updated, 40
    ///   readable and updatable although deactivated
    /// @param link whose content it shows; null for its own
    record ElementaryFile(
            Structure structure,
            AccessReference access,
            int sfi,
            int special,
            @Nullable FilePath link)
            implements FileNode {
        private static final int SFI_MAX = 30;
        private static final int WHEN_DEACTIVATED = 0x40;

        public ElementaryFile {
            if (sfi < 0 || sfi > SFI_MAX) {
                throw new IllegalArgumentException("a short identifier is 1 to 30");
            }
        }

        boolean isUsableWhenDeactivated() {
            return (special & WHEN_DEACTIVATED) != 0;
        }
    }
}
