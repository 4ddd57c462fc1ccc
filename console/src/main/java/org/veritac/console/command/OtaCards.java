// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.ota.Subscriber;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says whose cards there are.
@Command(
        name = "cards",
        header = "Say whose cards there are.",
        description = {
            "A CSV file with the columns iccid, imsi and msisdn, at most 1,000,000 rows. All of it"
                    + " counts or, when a row is wrong, none. Cards that are known keep their"
                    + " counters."
        },
        footer = {"", "Example:", "  ./veritac ota cards cards.csv"})
final class OtaCards implements OnRegister {
    static final int ROWS_MAX = 1_000_000;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "iccid,imsi,msisdn")
    private Path file = Path.of("");

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Cards cards = desk.cards();
        if (cards == null) {
            return desk.no(OtaTell.NO_GATEWAY);
        }
        var subscribers = new ArrayList<Subscriber>();
        Optional<String> wrong = read(desk.caller().file(file), subscribers);
        if (wrong.isPresent()) {
            return desk.no("nothing has changed: " + wrong.get());
        }
        if (!cards.put(subscribers)) {
            return desk.no("nothing has changed: an IMSI of this file belongs to another card");
        }
        desk.say(subscribers.size() + " cards are known");
        return Exit.DONE;
    }

    /// What is wrong with a file; empty when all of it was read.
    private static Optional<String> read(Path file, List<Subscriber> subscribers)
            throws IOException {
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : rows) {
                Optional<Subscriber> subscriber = subscriber(row);
                if (subscriber.isEmpty()) {
                    return Optional.of(
                            "line "
                                    + row.getStartingLineNumber()
                                    + ": iccid (18 to 20 digits), imsi and msisdn are expected");
                }
                if (subscribers.size() == ROWS_MAX) {
                    return Optional.of("more than " + ROWS_MAX + " rows; part the file");
                }
                subscribers.add(subscriber.get());
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Subscriber> subscriber(NamedCsvRecord row) {
        Optional<Iccid> iccid = row.findField("iccid").flatMap(Iccid::ifValid);
        Optional<Imsi> imsi = row.findField("imsi").flatMap(Imsi::ifValid);
        Optional<Msisdn> msisdn = row.findField("msisdn").flatMap(Msisdn::ifValid);
        return iccid.isPresent() && imsi.isPresent() && msisdn.isPresent()
                ? Optional.of(new Subscriber(iccid.get(), imsi.get(), msisdn.get()))
                : Optional.empty();
    }
}
