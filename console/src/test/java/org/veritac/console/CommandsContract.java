// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.console.Typed.Said;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What commands do, whoever runs them.
abstract class CommandsContract {
    static final String DEVICE = "35209900176148";
    static final String OWNER = "001010123456789";

    @TempDir Path folder;

    /// Types commands where the directory of this test is ./data.
    final Typed shell() {
        return new Typed(folder);
    }

    final Said type(String... words) {
        return shell().type(words);
    }

    /// Whether a serve runs them.
    abstract boolean isServed();

    private void done(String... words) {
        Said said = type(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
    }

    private void no(int code, String... words) {
        Said said = type(words);
        assertThat(said.err()).as("one line").matches("veritac: [^\n]+\n");
        assertThat(said.code()).as(said.err()).isEqualTo(code);
    }

    @Test
    void addsChecksAndRemoves() {
        done("add", "black", DEVICE, "--reason", "stolen", "--reported", "2026-01-31");
        Said black = type("check", DEVICE + "1", "--json");
        assertThat(black.code()).isEqualTo(1);
        assertThat(black.json().path("verdict").asString()).isEqualTo("BLACK");
        assertThat(black.json().path("reason").asString()).isEqualTo("stolen");
        assertThat(black.json().path("imei").asString()).isEqualTo(DEVICE);
        assertThat(black.json().path("findings").get(0).path("reported").asString())
                .isEqualTo("2026-01-31");
        done("remove", "black", DEVICE);
        no(1, "remove", "black", DEVICE);
        Said white = type("check", DEVICE);
        assertThat(white.code()).isZero();
        assertThat(white.out()).startsWith("WHITE");
    }

    @Test
    void givesOneVerdictForEverySpelling() {
        done("add", "black", DEVICE, "--reason", "lost");
        for (String spelling :
                List.of(
                        DEVICE,
                        DEVICE + "1",
                        DEVICE + "0",
                        DEVICE + "07",
                        "imei-" + DEVICE + "1",
                        "imei-" + DEVICE,
                        "imeisv-" + DEVICE + "99")) {
            assertThat(type("check", spelling).code()).as(spelling).isEqualTo(1);
        }
    }

    @Test
    void saysWhatIsNotAnImei() {
        done("add", "black", DEVICE);
        Said said = type("check", "12ab", "--json");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.json().path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(said.json().path("reason").asString()).isEqualTo("malformed");
        assertThat(said.json().path("flaw").asString()).isEqualTo("letters");
        assertThat(said.json().path("statuses").get(0).asString()).isEqualTo("malformed");
        assertThat(type("check", "").out()).contains("malformed").contains("is empty");
    }

    @Test
    void liftsByAPairAndRecomputesThePast() {
        done("add", "black", DEVICE, "--reason", "non-payment");
        long before = type("check", DEVICE, "--json").json().path("position").asLong();
        done("add", "pairs", DEVICE, "--imsi", OWNER);
        Said lifted = type("check", DEVICE, "--imsi", OWNER, "--json");
        assertThat(lifted.code()).isZero();
        assertThat(lifted.json().path("findings").get(0).path("lifted-by").asString())
                .isEqualTo("pair");
        assertThat(type("check", DEVICE, "--imsi", OWNER).out()).contains("lifted by pair");
        assertThat(type("check", DEVICE, "--imsi", OWNER, "--at", "" + before).code()).isEqualTo(1);
        no(2, "check", DEVICE, "--at", "999");
        done("remove", "pairs", DEVICE, "--imsi", OWNER);
        assertThat(type("check", DEVICE, "--imsi", OWNER).code()).isEqualTo(1);
    }

    @Test
    void importsAndTakesBack() throws IOException {
        shell().file("list.csv", "imei,reason", DEVICE + "1,stolen", "35209900,", "12,");
        Said tried = type("import", "black", "list.csv", "--dry-run", "--json");
        assertThat(tried.code()).isZero();
        assertThat(tried.json().path("fate").asString()).isEqualTo("dry-run");
        Said said = type("import", "black", "list.csv", "--json");
        assertThat(said.code()).isZero();
        assertThat(said.json().path("added").asLong()).isEqualTo(2);
        assertThat(said.json().path("rejected").asLong()).isEqualTo(1);
        assertThat(Files.readString(Path.of(said.json().path("rejects").asString())))
                .contains("imei-too-short");
        assertThat(type("check", DEVICE).code()).isEqualTo(1);
        String number = said.json().path("position").asString();
        assertThat(type("status", "--json").json().path("imports").get(0).path("rows").asLong())
                .isEqualTo(2);
        done("undo", number);
        assertThat(type("check", DEVICE).code()).isZero();
        no(1, "undo", number);
    }

    @Test
    void stopsAnImportBeforeItChangesAnything() throws IOException {
        shell().file("bad.csv", "imei", DEVICE, "12");
        no(1, "import", "black", "bad.csv", "--max-rejects", "0", "--json");
        shell().file("header.csv", "device", DEVICE);
        no(1, "import", "black", "header.csv");
        no(3, "import", "black", "absent.csv");
        no(3, "import", "black", "data");
        assertThat(type("import", "black", "data").err()).contains("data is a folder");
        no(2, "import", "black", "bad.csv", "--max-rejects", "many");
        no(2, "import", "brown", "bad.csv");
        assertThat(type("check", DEVICE).code()).isZero();
    }

    @Test
    void importsADelta() throws IOException {
        shell().file("full.csv", "imei", DEVICE, "35209900176149");
        done("import", "black", "full.csv", "--source", "police", "--reason", "stolen");
        shell().file("delta.csv", "imei,change", DEVICE + ",remove");
        done("import", "black", "delta.csv", "--source", "police", "--delta");
        assertThat(type("check", DEVICE).code()).isZero();
        assertThat(type("check", "35209900176149").code()).isEqualTo(1);
    }

    @Test
    void exportsWhatCanBeImported() throws IOException {
        done("add", "black", DEVICE, "--reason", "stolen", "--note", "a, \"b\"");
        done("add", "black", "35209900/07", "--until", "2090-12-31");
        long position = type("journal", "head", "--json").json().path("position").asLong();
        done("export", "black", "out.csv");
        Said shown = type("export", "black", "-");
        assertThat(Files.readString(folder.resolve("out.csv"))).isEqualTo(shown.out());
        assertThat(shown.out()).contains(DEVICE + ",stolen").contains("2090-12-31");
        done("remove", "black", DEVICE);
        Said delta = type("export", "black", "-", "--since", "" + position);
        assertThat(delta.out().lines().toList()).hasSize(2);
        assertThat(delta.out()).contains("change\n").contains(",remove\n");
        done("import", "black", "out.csv");
        assertThat(type("check", DEVICE).code()).isEqualTo(1);
        no(2, "export", "black", "x.csv", "--since", "99999");
        no(3, "export", "black", "no/such/folder.csv");
        assertThat(type("export", "black", "no/such/folder.csv").err())
                .endsWith("no/such: there is no such folder\n");
    }

    @Test
    void listsWithFilters() {
        done("add", "black", DEVICE, "--reason", "stolen");
        done("add", "black", "35209900176149", "--reason", "lost", "--source", "police");
        done("add", "black", "35209900");
        assertThat(type("list", "black", "--json").json()).hasSize(3);
        assertThat(type("list", "black", "--source", "police", "--json").json()).hasSize(1);
        assertThat(type("list", "black", "--reason", "stolen", "--json").json()).hasSize(1);
        assertThat(type("list", "black", "--prefix", DEVICE, "--json").json()).hasSize(1);
        Said cut = type("list", "black", "--limit", "2");
        assertThat(cut.out().lines()).hasSize(2);
        assertThat(cut.err()).contains("there are more");
        assertThat(type("list", "grey", "--json").json()).isEmpty();
    }

    @Test
    void linksTheImeisOfADevice() {
        done("add", "black", DEVICE, "--reason", "stolen");
        done("link", DEVICE, "35209900176149");
        assertThat(type("check", "35209900176149").code()).isEqualTo(1);
        done("unlink", DEVICE, "35209900176149");
        assertThat(type("check", "35209900176149").code()).isZero();
        no(1, "unlink", DEVICE, "35209900176149");
        no(2, "link", DEVICE, DEVICE);
    }

    @Test
    void screensSubscribers() {
        done("add", "imsi", "00101", "--note", "roaming fraud");
        Said said = type("check", DEVICE, "--imsi", OWNER, "--json");
        assertThat(said.json().path("reason").asString()).isEqualTo("screened-imsi");
        done("remove", "imsi", "00101");
        assertThat(type("check", DEVICE, "--imsi", OWNER).code()).isZero();
    }

    @Test
    void tellsTheHistoryWithWhoDidIt() {
        done("add", "black", DEVICE, "--reason", "stolen");
        done("remove", "black", DEVICE);
        var events = type("history", DEVICE, "--json").json();
        assertThat(events).hasSize(2);
        String who = events.get(0).path("who").asString();
        assertThat(who).isEqualTo(isServed() ? System.getProperty("user.name") : Typed.USER);
        assertThat(type("history", DEVICE).out())
                .contains("remove on black of source local")
                .endsWith(": " + DEVICE + "\n");
    }

    @Test
    void backsUpAndRestores() {
        done("add", "black", DEVICE, "--reason", "stolen");
        done("backup", "copy");
        no(3, "backup", "copy");
        Said restored = type("restore", "copy", "--data", "other");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(type("check", DEVICE, "--data", "other").code()).isEqualTo(1);
        no(1, "restore", "copy", "--data", "other");
        no(1, "restore", "copy");
        no(3, "restore", "nowhere", "--data", "third");
    }

    @Test
    void verifiesTheJournalAgainstAHeadKeptElsewhere() throws IOException {
        done("add", "black", DEVICE);
        String head = type("journal", "head").out();
        shell().file("head", head.strip());
        done("add", "black", "35209900176149");
        done("journal", "verify", "--head", "head");
        shell().file("forged", head.strip().replaceAll("[0-9a-f]{8}$", "00000000"));
        no(1, "journal", "verify", "--head", "forged");
        no(2, "journal", "verify", "--head", shell().file("text", "no head"));
        no(2, "journal");
        assertThat(type("journal", "verify", "--json").json().path("whole").asBoolean()).isTrue();
    }

    @Test
    void saysHowThingsStand() {
        done("add", "black", DEVICE);
        var status = type("status", "--count", "--json").json();
        assertThat(status.path("served").asBoolean()).isEqualTo(isServed());
        assertThat(status.path("entries").path("black of local").asLong()).isEqualTo(1);
        assertThat(type("status").out()).contains("served    " + (isServed() ? "yes" : "no"));
    }

    @Test
    void reloadsItsConfiguration() throws IOException {
        done("add", "grey", DEVICE);
        String shown = type("config").out();
        assertThat(PolicyText.read(PolicyText.section(shown)))
                .isEqualTo(PolicyText.read(PolicyText.standard()));
        Files.writeString(folder.resolve("data/veritac.yaml"), "policy: {mode: restrictive}\n");
        done("config", "reload");
        assertThat(type("config").out()).contains("mode: restrictive");
        assertThat(type("config", "reload").out()).contains("in force already");
        Files.writeString(folder.resolve("data/veritac.yaml"), "policy: {mood: restrictive}\n");
        no(1, "config", "reload");
        assertThat(type("config", "default").out()).contains("policy:").contains("serve:");
        Files.writeString(folder.resolve("data/veritac.yaml"), "policy:\n  a: b\n   c: d\n");
        no(1, "config", "reload");
        Files.delete(folder.resolve("data/veritac.yaml"));
        no(3, "config", "reload");
        assertThat(type("config", "reload").err()).contains("config default");
    }

    @Test
    void refusesASourceForAnOperatorThatThePolicyDoesNotKnow() throws IOException {
        done("add", "black", DEVICE);
        Files.writeString(
                folder.resolve("data/veritac.yaml"),
                "policy: {sources: {mine: {operators: [alhpa]}}, operators: {alpha: {}}}\n");
        Said said = type("config", "reload");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains("veritac.yaml: policy.sources.mine.operators: no operator is called")
                .contains("'alhpa'; name one of [alpha]");
        assertThat(type("config").out()).contains("operators: {}");
    }

    @Test
    void waitsForASecondPerson() throws IOException {
        done("add", "grey", DEVICE);
        assertThat(type("proposals").out()).contains("nothing waits");
        Files.writeString(
                folder.resolve("data/veritac.yaml"),
                "policy: {second-person: {reasons: [stolen], imports: true}}\n");
        done("config", "reload");
        Said said = type("add", "black", DEVICE, "--reason", "stolen");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("nothing has changed yet", "./veritac approve");
        shell().file("list.csv", "imei", DEVICE);
        assertThat(type("import", "black", "list.csv", "--json").json().path("fate").asString())
                .isEqualTo("proposed");
        var waiting = type("proposals", "--json").json();
        assertThat(waiting).hasSize(2);
        String number = waiting.get(0).path("proposal").asString();
        no(1, "approve", number);
        done("reject", number);
        no(1, "reject", number);
        no(1, "approve", "999");
        assertThat(type("proposals").out()).contains("full import of list.csv, 1 rows");
        assertThat(type("check", DEVICE).out()).startsWith("GREY");
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        done("add", "black", DEVICE);
        no(2);
        no(2, "chek", DEVICE);
        assertThat(type("chek", DEVICE).err()).contains("'chek'; there is", "import, add, remove");
        assertThat(type("undo", "abc").err()).contains("'abc' is not a number");
        assertThat(type("list", "black", "--limit", "x").err()).contains("'x' is not a number");
        no(2, "check");
        no(2, "check", DEVICE, "--imsi", "12");
        no(2, "add", "black", DEVICE + "2");
        no(2, "add", "black", DEVICE, "--until", "31.12.2026");
        no(2, "add", "black", DEVICE, "--reason", "ugly");
        no(2, "add", "pairs", DEVICE);
        no(2, "add", "tac", "35209900");
        no(2, "add", "black", DEVICE, "--from", "2026-02-01", "--until", "2026-01-01");
        no(2, "list", "black", "--limit", "-1");
        no(2, "config", "--data", "data", "reload");
        no(1, "add", "black", DEVICE, "--source", "No Name");
    }

    @Test
    void notesAnOperatorThatThePolicyDoesNotKnow() {
        done("add", "black", DEVICE);
        Said said = type("check", DEVICE, "--as", "alpha");
        assertThat(said.err()).contains("no operator of the policy is called alpha");
        assertThat(said.code()).isEqualTo(1);
    }
}
