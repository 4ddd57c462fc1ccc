// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.util.List;

/// What a TAC table says of a model; a field it does not have is empty.
///
/// @param brand the name on the device
/// @param model the model's name in the market
/// @param manufacturer who makes it
/// @param type the kind of device, such as Smartphone
/// @param radio its radio interfaces or bands, as the table writes them
public record DeviceModel(
        String brand, String model, String manufacturer, String type, String radio) {

    /// A model of which nothing is known.
    public static final DeviceModel UNKNOWN = new DeviceModel("", "", "", "", "");

    private static final String SEPARATOR = "\u001f";
    private static final int FIELDS = 5;

    public DeviceModel {
        for (String field : List.of(brand, model, manufacturer, type, radio)) {
            if (field.contains(SEPARATOR)) {
                throw new IllegalArgumentException("a field of a model holds no unit separator");
            }
        }
    }

    /// The five fields as the note of an allocation, separated by U+001F.
    public String write() {
        return String.join(SEPARATOR, brand, model, manufacturer, type, radio);
    }

    /// Reads what [#write] wrote.
    public static DeviceModel read(String note) {
        String[] fields = note.split(SEPARATOR, -1);
        return fields.length == FIELDS
                ? new DeviceModel(fields[0], fields[1], fields[2], fields[3], fields[4])
                : UNKNOWN;
    }
}
