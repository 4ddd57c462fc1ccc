// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How commands write things for people.
final class Text {
    private Text() {}

    /// All that an entry says besides its key and reason, with a comma before each.
    static String details(Entry entry) {
        var parts = new ArrayList<String>();
        if (entry.imsi() != null) {
            parts.add("only with IMSI " + entry.imsi().digits());
        }
        if (entry.reported() != null) {
            parts.add("reported " + entry.reported());
        }
        if (entry.from() != null) {
            parts.add("from " + entry.from());
        }
        if (entry.until() != null) {
            parts.add("until " + entry.until());
        }
        if (!entry.note().isEmpty()) {
            parts.add("note: " + note(entry));
        }
        return parts.stream().map(part -> ", " + part).collect(Collectors.joining());
    }

    /// A note; of an allocation the model it names.
    static String note(Entry entry) {
        DeviceModel model = DeviceModel.read(entry.note());
        return model.equals(DeviceModel.UNKNOWN) ? plain(entry.note()) : model(model);
    }

    static String model(DeviceModel model) {
        return plain(
                Stream.of(model.brand(), model.model(), model.type(), model.radio())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    /// Without characters that would move a terminal's cursor.
    static String plain(String foreign) {
        return foreign.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A key with its list, in words.
    static String listed(ListName list, String source, Key key) {
        return key.digits() + " on " + list.text() + " of source " + source;
    }
}
