// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

/// A place that breaks a rule of the house.
///
/// @param path the file, from the root of the repository
/// @param line its line, from 1; 1 when all of the file is meant
/// @param what what is wrong, and what to do instead
record Complaint(String path, long line, String what) {

    static Complaint about(String path, String what) {
        return new Complaint(path, 1, what);
    }

    @Override
    public String toString() {
        return path + ":" + line + ": " + what;
    }
}
