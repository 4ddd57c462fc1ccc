// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// Which record of which EF_ARR says who may do what with a file (TS 102 221, clause 9.2.7).
///
/// @param file identifier of the EF_ARR, sought in the file's directory and upwards
/// @param record from 1 on
public record AccessReference(int file, int record) {
    public AccessReference {
        if (file >>> 16 != 0 || record < 0 || record > 0xFF) {
            throw new IllegalArgumentException("an identifier and a record number");
        }
    }
}
