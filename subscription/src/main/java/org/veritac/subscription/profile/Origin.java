// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

/// Where in a package a file is made.
///
/// @param element number of the element in the package
/// @param field tag of the file's field in a template's element; -1 in file management
/// @param group which list of file management commands
/// @param description which of the descriptions in that list
record Origin(int element, int field, int group, int description) {
    private static final int NONE = -1;

    static Origin ofTemplate(int element, int field) {
        return new Origin(element, field, NONE, NONE);
    }

    static Origin ofManagement(int element, int group, int description) {
        return new Origin(element, NONE, group, description);
    }

    boolean isTemplate() {
        return field != NONE;
    }
}
