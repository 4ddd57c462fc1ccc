// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import org.veritac.identity.Tac;
import org.veritac.register.Change;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;
import org.veritac.register.policy.PolicyText;
import org.veritac.register.store.ImportOrder;
import org.veritac.register.store.ImportReport;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Fills an empty register with a nation to try it with, the way a person would: a policy, then
/// list files, each imported for its source. The files stay, as examples of their formats.
public final class Demo {
    private static final String WHO = "demo";
    private static final String REGISTRY = "registry";
    private static final String MODELS = "tac.csv";
    private static final String POLICY = "policy.yaml";

    /// An empty register has taken one change: its standard policy.
    private static final long EMPTY_POSITION = 1;

    private final Register register;
    private final Path work;

    private Demo(Register register, Path work) {
        this.register = register;
        this.work = work;
    }

    /// Fills a register. Always with the same content.
    ///
    /// @param work the folder for the files; made if it is not there, files in it are overwritten
    /// @throws NotEmpty when there is something in the register; then nothing has changed
    /// @throws IOException when files or register fail
    public static Guide fill(Register register, Path work) throws IOException {
        if (register.status().head().position() > EMPTY_POSITION) {
            throw new NotEmpty();
        }
        Files.createDirectories(work);
        var demo = new Demo(register, work);
        demo.policy();
        demo.lists();
        return new Guide(work, Stories.all());
    }

    private void policy() throws IOException {
        String text = resource(POLICY);
        Files.writeString(work.resolve(POLICY), text);
        var change = new Change.SetPolicy(PolicyText.section(text));
        if (register.apply(change, WHO) instanceof Outcome.Refused(String why)) {
            throw new AssertionError("the policy is packed beside this class, but " + why);
        }
    }

    private void lists() throws IOException {
        String models = resource(MODELS);
        Files.writeString(work.resolve(MODELS), models);
        load(ListName.TAC, REGISTRY, work.resolve(MODELS));
        var nation = new Nation(tacs(models));
        var duplicated = nation.duplicated();
        load(ListName.BLACK, "police", nation.reported());
        load(ListName.BLACK, "alpha-local", nation.unpaid());
        load(ListName.BLACK, REGISTRY, nation.barred(duplicated));
        load(ListName.GREY, REGISTRY, nation.tracked());
        load(ListName.WHITE, REGISTRY, nation.registered());
        load(ListName.PAIRS, REGISTRY, nation.pairs(duplicated));
        load(ListName.IMSI, REGISTRY, nation.screened());
        load(ListName.LINKS, REGISTRY, nation.links());
    }

    private static List<Tac> tacs(String models) {
        return models.lines().skip(1).map(row -> Tac.of(row.substring(0, Tac.DIGITS))).toList();
    }

    private void load(ListName list, String source, List<String> rows) throws IOException {
        load(list, source, Files.write(work.resolve(list.text() + "-" + source + ".csv"), rows));
    }

    private void load(ListName list, String source, Path file) throws IOException {
        var order =
                new ImportOrder(
                        list,
                        source,
                        false,
                        file,
                        CheckDigit.STRICT,
                        source.equals("police") ? Reason.STOLEN : Reason.UNSPECIFIED,
                        false,
                        ImportOrder.Limits.STANDARD);
        ImportReport report = register.imports().run(order, WHO, Progress.NONE);
        boolean whole =
                report.fate() instanceof ImportReport.Fate.InForce && report.rejects() == null;
        if (!whole) {
            throw new AssertionError("the demo wrote a file that is refused: " + report.fate());
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + " is packed beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
