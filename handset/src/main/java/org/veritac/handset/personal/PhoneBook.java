// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.VObjectWriter;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What a SIM shows of a phone book, and a phone book of what a SIM holds. The vCards themselves
/// travel as they are; this is for whoever reads the SIM alone.
public final class PhoneBook {
    /// The longest text that is looked at: 4 Mi chars.
    public static final int TEXT_CHARS_MAX = 4 << 20;

    /// The most contacts that are looked at.
    public static final int CONTACTS_MAX = 10_000;

    private static final String VCARD = "VCARD";

    private PhoneBook() {}

    /// The phone book as records, and all that they leave out.
    ///
    /// @param records at most as many as there is room for
    /// @param losses in the order of the contacts
    public record Card(List<Adn> records, List<Loss> losses) {
        public Card {
            records = List.copyOf(records);
            losses = List.copyOf(losses);
        }
    }

    /// Something that a record does not hold. The vCard does.
    ///
    /// @param contact which, from 1
    /// @param what was lost
    /// @param detail the name of the property, or how much of it is left
    public record Loss(int contact, What what, String detail) {}

    /// What a record can lose.
    public enum What {
        /// The name is longer than the field, or has signs that need two bytes.
        NAME_SHORTENED,
        /// The number has more than 20 digits.
        NUMBER_SHORTENED,
        /// A contact with several numbers: one record holds one.
        FURTHER_NUMBER,
        /// A contact without a number.
        NO_NUMBER,
        /// An address, a birthday, a photo and whatever else a vCard holds.
        PROPERTY,
        /// No record is left.
        NO_ROOM
    }

    /// The phone book on a SIM: one record for each contact that has a number.
    ///
    /// @param vcards text of vCards, 2.1 to 4.0
    /// @param alphaBytes of a record
    /// @param recordsMax that there are
    /// @throws IOException when the text is longer than [#TEXT_CHARS_MAX], or has more contacts
    ///   than [#CONTACTS_MAX]
    public static Card card(String vcards, int alphaBytes, int recordsMax) throws IOException {
        var records = new ArrayList<Adn>();
        var losses = new ArrayList<Loss>();
        int number = 0;
        for (Contact contact : read(vcards)) {
            number++;
            if (contact.phones.isEmpty()) {
                losses.add(new Loss(number, What.NO_NUMBER, ""));
            } else if (records.size() >= recordsMax) {
                losses.add(new Loss(number, What.NO_ROOM, ""));
            } else {
                records.add(record(number, contact, alphaBytes, losses));
            }
        }
        return new Card(records, losses);
    }

    private static Adn record(int number, Contact contact, int alphaBytes, List<Loss> losses) {
        String name = contact.name();
        int fits = Alpha.fitting(name, alphaBytes);
        if (fits < name.length()) {
            losses.add(new Loss(number, What.NAME_SHORTENED, fits + " of " + name.length()));
        }
        String dialled = Adn.dialled(contact.phones.getFirst());
        String plus = dialled.startsWith("+") ? "+" : "";
        String digits = Adn.digits(dialled);
        if (digits.length() > Adn.DIGITS_MAX) {
            losses.add(new Loss(number, What.NUMBER_SHORTENED, "20 of " + digits.length()));
            digits = digits.substring(0, Adn.DIGITS_MAX);
        }
        for (int i = 1; i < contact.phones.size(); i++) {
            losses.add(new Loss(number, What.FURTHER_NUMBER, ""));
        }
        contact.others.forEach(other -> losses.add(new Loss(number, What.PROPERTY, other)));
        return new Adn(name.substring(0, fits), plus + digits);
    }

    /// What a record needs of a vCard, and the names of what it does not hold.
    private static final class Contact {
        /// What says nothing of the contact.
        private static final Set<String> MACHINERY = Set.of("VERSION", "PRODID", "REV", "UID");

        private String formatted = "";
        private String structured = "";
        private final List<String> phones = new ArrayList<>();
        private final Set<String> others = new TreeSet<>();

        void add(VObjectProperty property) {
            String value = property.getValue() == null ? "" : property.getValue();
            String name = property.getName().toUpperCase(Locale.ROOT);
            switch (name) {
                case "FN" -> formatted = VObjectPropertyValues.unescape(value);
                case "N" -> structured = structured(value);
                case "TEL" -> phones.add(number(value));
                default -> {
                    if (!MACHINERY.contains(name)) {
                        others.add(name);
                    }
                }
            }
        }

        /// Given and family name (RFC 6350, clause 6.2.2).
        private static String structured(String value) {
            List<List<String>> parts = VObjectPropertyValues.parseStructured(value);
            var names = new ArrayList<String>();
            for (int part = Math.min(1, parts.size() - 1); part >= 0; part--) {
                names.addAll(parts.get(part));
            }
            names.removeIf(String::isBlank);
            return String.join(" ", names);
        }

        /// A number, also of the form `tel:` (RFC 3966), without an extension or other parameters.
        private static String number(String value) {
            String text = VObjectPropertyValues.unescape(value);
            if (!text.toLowerCase(Locale.ROOT).startsWith("tel:")) {
                return text;
            }
            int end = text.indexOf(';');
            return text.substring(4, end < 0 ? text.length() : end);
        }

        String name() {
            return formatted.isEmpty() ? structured : formatted;
        }
    }

    /// A phone book, vCard 3.0, of what a SIM holds.
    public static String vcards(List<Adn> records) throws IOException {
        var text = new StringWriter();
        try (var writer = new VObjectWriter(text, SyntaxStyle.NEW)) {
            for (Adn record : records) {
                String name = VObjectPropertyValues.escape(record.name());
                writer.writeBeginComponent(VCARD);
                writer.writeVersion("3.0");
                writer.writeProperty("FN", name);
                writer.writeProperty("N", ";" + name + ";;;");
                if (!record.number().isEmpty()) {
                    writer.writeProperty("TEL", record.number());
                }
                writer.writeEndComponent(VCARD);
            }
        }
        return text.toString();
    }

    private static List<Contact> read(String text) throws IOException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new IOException("a longer phone book than is looked at");
        }
        var contacts = new ArrayList<Contact>();
        try (var reader = new VObjectReader(new StringReader(text), SyntaxRules.vcard())) {
            reader.parse(new Listener(contacts));
        }
        if (contacts.size() > CONTACTS_MAX) {
            throw new IOException("more contacts than are looked at");
        }
        return contacts;
    }

    /// Collects the outermost vCards, and one more than the most.
    private static final class Listener extends VObjectDataAdapter {
        private final List<Contact> contacts;

        Listener(List<Contact> contacts) {
            this.contacts = contacts;
        }

        @Override
        public void onComponentBegin(String name, Context context) {
            if (name.equalsIgnoreCase(VCARD) && context.getParentComponents().isEmpty()) {
                contacts.add(new Contact());
            }
            if (contacts.size() > CONTACTS_MAX) {
                context.stop();
            }
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            if (context.getParentComponents().size() == 1 && !contacts.isEmpty()) {
                contacts.getLast().add(property);
            }
        }
    }
}
