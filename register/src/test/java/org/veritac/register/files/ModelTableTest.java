// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.veritac.identity.Tac;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The layouts of tables of allocations.
class ModelTableTest {
    private static final ListFormat TAC = ListFormat.full(ListName.TAC);

    private static DeviceModel model(String text) throws IOException {
        Entry entry = Reading.entry(text, TAC);
        assertThat(entry.key()).isEqualTo(Key.tac(Tac.of("01130000")));
        return DeviceModel.read(entry.note());
    }

    @Test
    void readsOurOwn() throws IOException {
        assertThat(model("tac,brand,model\n01130000,Acme,One\n"))
                .isEqualTo(new DeviceModel("Acme", "One", "", "", ""));
        assertThat(
                        model(
                                """
                                radio,type,manufacturer,tac,model,brand
                                LTE,Smartphone,Acme Inc.,01130000,One,Acme
                                """))
                .isEqualTo(new DeviceModel("Acme", "One", "Acme Inc.", "Smartphone", "LTE"));
    }

    @Test
    void readsOsmocom() throws IOException {
        String text =
                """
                A TAC database (c) somebody
                tac,name,name,contributor,comment,gsmarena,gsmarena,aka
                 01130000, Acme,One,Z,,,,"1,uno"
                """;

        assertThat(model(text)).isEqualTo(new DeviceModel("Acme", "One", "", "", ""));
    }

    @Test
    void readsTheSeventeenColumnsOfGsma() throws IOException {
        String header =
                "TAC|Marketing Name|Internal Model Name|Manufacturer|Bands|Allocation Date|Country"
                        + " Code|Fixed Code|Manufacturer Code|Radio Interface|Brand Name|Model"
                        + " Name|Operating System|NFC|Bluetooth|WLAN|Device Type";
        String row =
                "01130000|One \"plus\"|X-1|Acme Inc.|LTE FDD BAND"
                        + " 1|01-Jan-2020|US|01|A1|LTE,NR|Acme|XM1|None|Y|Y|Y|Smartphone";

        assertThat(model(header + "\n" + row + "\n"))
                .isEqualTo(
                        new DeviceModel(
                                "Acme", "One \"plus\"", "Acme Inc.", "Smartphone", "LTE,NR"));
    }

    @Test
    void readsTheShortLayoutOfGsma() throws IOException {
        String text =
                """
                TAC|Manufacturer|Model Name|Bands|Allocation Date|Device Type
                01130000|Acme Inc.|XM1|GSM 900|01-Jan-2020|Handheld
                """;

        assertThat(model(text))
                .isEqualTo(new DeviceModel("", "XM1", "Acme Inc.", "Handheld", "GSM 900"));
    }

    @Test
    void takesTheNextNameForOneThatIsNotKnown() throws IOException {
        String text =
                "tac|Marketing Name|Model Name|Brand Name\n01130000|Not Known|XM1|Not Known\n";

        assertThat(model(text)).isEqualTo(new DeviceModel("", "XM1", "", "", ""));
    }

    @Test
    void cutsATextThatIsTooLongForANote() throws IOException {
        String most = "x".repeat(ModelRows.FIELD_MAX);
        String five = String.join(",", most, most, most, most, most);

        DeviceModel model =
                model("tac,brand,model,manufacturer,type,radio\n01130000," + five + "\n");

        assertThat(model.radio()).isEqualTo(most);
        assertThat(model.write()).hasSizeLessThanOrEqualTo(Entry.NOTE_MAX);
        assertThat(model("tac,brand\n01130000," + most + "y\n").brand()).isEqualTo(most);
        assertThat(model("tac,brand\n01130000," + most.substring(1) + "\uD83D\uDCF1\n").brand())
                .isEqualTo(most.substring(1));
    }

    @Test
    void givesATacOfOsmocomItsLostZeroBack() throws IOException {
        String osmocom = "tac,name,name\n1194800,Apple,iPhone 3GS\n119480,Apple,iPhone 3GS\n";
        try (ListFile file = Reading.open(osmocom, TAC)) {
            assertThat(file.next())
                    .isInstanceOfSatisfying(
                            Line.Good.class,
                            good -> assertThat(good.entry().key().digits()).isEqualTo("01194800"));
            assertThat(file.next())
                    .isInstanceOfSatisfying(
                            Line.Bad.class, bad -> assertThat(bad.flaw()).isEqualTo(Flaw.TAC));
        }
        try (ListFile file = Reading.open("tac,brand,model\n1194800,Apple,iPhone 3GS\n", TAC)) {
            assertThat(file.next()).isInstanceOf(Line.Bad.class);
        }
    }

    @Test
    void readsTheWholeTableOfOsmocom() throws IOException {
        Path table = repository().resolve("../shared/data/tac/osmocom-tacdb.csv");
        Assumptions.assumeTrue(
                Files.exists(table), "no TAC table of Osmocom beside the repository");
        long good = 0;
        long bad = 0;
        try (ListFile file = ListFile.open(table, TAC)) {
            for (Line line = file.next(); line != null; line = file.next()) {
                switch (line) {
                    case Line.Good(_, var entry, _) -> {
                        good++;
                        assertThat(entry.key().digits()).hasSize(Tac.DIGITS);
                    }
                    case Line.Bad(_, var flaw, _, _) -> {
                        bad++;
                        assertThat(flaw).isEqualTo(Flaw.TAC);
                    }
                }
            }
            assertThat(file.bytesRead()).isEqualTo(file.bytesTotal());
        }
        assertThat(good).isGreaterThan(24_000);
        assertThat(List.of(good, bad)).containsExactly(25_174L, 1L);
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".git"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
