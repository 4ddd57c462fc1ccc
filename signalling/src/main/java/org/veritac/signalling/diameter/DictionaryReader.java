// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text of a [Dictionary]. Its parts:
///
/// ```
/// ; a comment, to the end of the line
/// @application 0                     the application of the commands that follow
/// @vendor 10415                      the vendor of the AVPs that follow
/// @avp Name code Type flags          flags: V; M must, m may, neither must not
/// @values Name 0 1 2                 what an Enumerated one may be
/// NAME ::= < Diameter Header: code, REQ, PXY > { required } [ optional ] ...
/// Name ::= < AVP Header: code > ...
/// ```
final class DictionaryReader {
    private static final Pattern RULE = Pattern.compile("([A-Za-z0-9-]+)\\s*::=\\s*<([^>]*)>");
    private static final Pattern SLOT =
            Pattern.compile("(?:(\\d*)(\\*)(\\d*)\\s*)?([<{\\[])\\s*([A-Za-z0-9-]+)\\s*[>}\\]]");
    private static final String ANY = "AVP";

    private final Dictionary.Definitions all = new Dictionary.Definitions();
    private final Map<String, Set<Integer>> values = new HashMap<>();
    private final List<String[]> avpRows = new ArrayList<>();
    private final StringBuilder rules = new StringBuilder();
    private int application;
    private int vendor;

    private DictionaryReader() {}

    static Dictionary read(String text, @Nullable Dictionary base) {
        var reader = new DictionaryReader();
        if (base != null) {
            reader.all.addAll(base);
        }
        text.lines().forEach(reader::line);
        reader.avpRows.forEach(reader::avp);
        reader.rules();
        return new Dictionary(reader.all);
    }

    private void line(String raw) {
        String line = raw.indexOf(';') < 0 ? raw : raw.substring(0, raw.indexOf(';'));
        String[] words = line.strip().split("\\s+");
        switch (words[0]) {
            case "@application" -> {
                application = Integer.parseUnsignedInt(words[1]);
                all.applications.add(application);
            }
            case "@vendor" -> vendor = Integer.parseUnsignedInt(words[1]);
            case "@avp" -> {
                words[0] = Integer.toUnsignedString(vendor);
                avpRows.add(words);
            }
            case "@values" -> {
                var set = new HashSet<Integer>();
                for (int i = 2; i < words.length; i++) {
                    set.add(Integer.parseInt(words[i]));
                }
                values.put(words[1], set);
            }
            default -> rules.append(line).append('\n');
        }
    }

    private void avp(String[] row) {
        String flags = row.length > 4 ? row[4] : "";
        var rule =
                new AvpRule(
                        row[1],
                        Integer.parseInt(row[2]),
                        flags.contains("V") ? Integer.parseUnsignedInt(row[0]) : 0,
                        AvpType.named(row[3]),
                        flags.contains("M")
                                ? AvpRule.Flag.MUST
                                : flags.contains("m") ? AvpRule.Flag.MAY : AvpRule.Flag.MUST_NOT,
                        values.getOrDefault(row[1], Set.of()));
        if (all.avps.put(rule.key(), rule) != null) {
            throw new IllegalArgumentException(row[1] + " has the code of another AVP");
        }
        all.names.put(rule.name(), rule);
    }

    private void rules() {
        Matcher heads = RULE.matcher(rules);
        boolean found = heads.find();
        while (found) {
            String name = heads.group(1);
            String head = heads.group(2);
            int from = heads.end();
            found = heads.find();
            rule(name, head, rules.substring(from, found ? heads.start() : rules.length()));
        }
    }

    private void rule(String name, String head, String body) {
        String[] words = head.split("[:,]");
        int code = Integer.parseInt(words[1].strip().split("\\s+")[0]);
        boolean command = words[0].strip().equals("Diameter Header");
        boolean request = head.contains("REQ");
        var grammar =
                new Grammar(
                        new Grammar.Head(
                                name,
                                code,
                                command ? application : 0,
                                request,
                                head.contains("PXY")),
                        slots(body),
                        SLOT.matcher(body).results().anyMatch(m -> ANY.equals(m.group(5))));
        if (command) {
            all.commands.put(new Dictionary.CommandKey(application, code, request), grammar);
        } else {
            all.groups.put(known(name).key(), grammar);
        }
    }

    private List<Grammar.Slot> slots(String body) {
        var slots = new ArrayList<Grammar.Slot>();
        Matcher matcher = SLOT.matcher(body);
        while (matcher.find()) {
            if (!matcher.group(5).equals(ANY)) {
                slots.add(slot(matcher));
            }
        }
        return slots;
    }

    /// The default of min is 1 for required AVPs and 0 for others, but an AVP without any qualifier
    /// is there exactly once, or at most once in square brackets (RFC 6733, clause 3.2).
    private Grammar.Slot slot(Matcher matcher) {
        AvpRule avp = known(matcher.group(5));
        boolean optional = matcher.group(4).equals("[");
        boolean required = matcher.group(4).equals("{");
        if (matcher.group(2) == null) {
            return new Grammar.Slot(avp, optional ? 0 : 1, 1);
        }
        String min = matcher.group(1);
        String max = matcher.group(3);
        return new Grammar.Slot(
                avp,
                min.isEmpty() ? required ? 1 : 0 : Integer.parseInt(min),
                max.isEmpty() ? Grammar.UNBOUNDED : Integer.parseInt(max));
    }

    private AvpRule known(String name) {
        AvpRule rule = all.names.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("a rule names an undefined AVP " + name);
        }
        return rule;
    }
}
