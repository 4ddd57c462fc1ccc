// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.identity.ImeiFlaw;
import org.veritac.identity.ImeiReading;
import org.veritac.register.DeviceModel;
import org.veritac.register.Verdict;
import org.veritac.register.decision.Finding;
import org.veritac.register.decision.Finding.Fate;
import org.veritac.register.decision.Listed;
import org.veritac.register.store.Explanation;
import org.veritac.register.store.Explanation.Status;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/// Prints a decision and what led to it.
final class Findings {
    private final Desk desk;
    private final String typed;
    private final boolean json;

    Findings(Desk desk, String typed, boolean json) {
        this.desk = desk;
        this.typed = typed;
        this.json = json;
    }

    /// What is not an IMEI is no question for the register.
    void malformed(ImeiFlaw flaw, long position) {
        if (json) {
            ObjectNode node = Json.object();
            node.put("imei", typed).put("verdict", Verdict.UNKNOWN.name());
            node.put("reason", "malformed").put("flaw", word(flaw));
            node.putArray("statuses").add(Status.MALFORMED.text());
            node.putArray("findings");
            node.put("brand", "").put("model", "").put("position", position);
            desk.json(node);
            return;
        }
        desk.say(
                "UNKNOWN: malformed, the IMEI "
                        + flaw.text()
                        + "; networks are told that it is not one");
    }

    private static String word(ImeiFlaw flaw) {
        return flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void print(ImeiReading.Whole whole, Explanation explanation) {
        if (json) {
            desk.json(json(whole, explanation));
        } else {
            text(whole, explanation);
        }
    }

    private static List<String> statuses(Explanation explanation) {
        return explanation.statuses().stream().sorted().map(Status::text).toList();
    }

    private void text(ImeiReading.Whole whole, Explanation explanation) {
        var decision = explanation.decision();
        desk.say(decision.verdict() + ": " + because(explanation));
        String fifteenth =
                whole.checkDigitHolds()
                        ? ""
                        : ", not " + whole.fifteenth() + "; networks send a spare digit there";
        desk.say(
                "imei      %s, check digit %d%s"
                        .formatted(whole.imei().digits(), whole.imei().checkDigit(), fifteenth));
        DeviceModel model = explanation.model();
        desk.say("model     " + (model.equals(DeviceModel.UNKNOWN) ? "unknown" : name(model)));
        desk.say("statuses  " + String.join(", ", statuses(explanation)));
        desk.say("position  " + decision.position());
        desk.say("findings  " + (explanation.findings().isEmpty() ? "none" : ""));
        int number = 1;
        for (Finding finding : explanation.findings()) {
            desk.say("  " + number++ + ". " + text(finding));
        }
    }

    private static String name(DeviceModel model) {
        return Text.model(model);
    }

    private static String because(Explanation explanation) {
        var decision = explanation.decision();
        var finding = decision.finding();
        if (finding != null) {
            return decision.reason().text() + " (" + finding.text() + ")";
        }
        return decision.lifted() > 0
                ? "nothing remains, " + decision.lifted() + " lifted"
                : "nothing speaks against it";
    }

    private static String text(Finding finding) {
        String text =
                finding.kind().text()
                        + ": "
                        + finding.reason().text()
                        + ", "
                        + finding.answer()
                        + ", "
                        + fate(finding);
        Listed listed = finding.listed();
        if (listed == null) {
            return text;
        }
        text += "; list " + listed.list().text() + " of source " + listed.source();
        var statement = listed.statement();
        return statement == null
                ? text
                : text
                        + ", "
                        + statement.entry().key().digits()
                        + ", position "
                        + statement.position()
                        + Text.details(statement.entry());
    }

    private static String fate(Finding finding) {
        return switch (finding.fate()) {
            case REMAINS -> "remains";
            case LIFTED ->
                    "lifted by " + (finding.lift() == null ? "nothing" : finding.lift().text());
            case EXEMPTED -> "exempted by a more specific entry of the same source";
            case PERMITS -> "permits";
        };
    }

    private static ObjectNode json(ImeiReading.Whole whole, Explanation explanation) {
        var decision = explanation.decision();
        ObjectNode node = Json.object();
        node.put("imei", whole.imei().digits())
                .put("verdict", decision.verdict().name())
                .put("reason", decision.reason().text());
        var finding = decision.finding();
        if (finding != null) {
            node.put("finding", finding.text());
        }
        var statuses = node.putArray("statuses");
        statuses(explanation).forEach(statuses::add);
        var findings = node.putArray("findings");
        explanation.findings().forEach(one -> findings.add(json(one)));
        DeviceModel model = explanation.model();
        return node.put("brand", model.brand())
                .put("model", model.model())
                .put("manufacturer", model.manufacturer())
                .put("type", model.type())
                .put("radio", model.radio())
                .put("lifted", decision.lifted())
                .put("position", decision.position());
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode node = Json.object();
        node.put("finding", finding.kind().text())
                .put("reason", finding.reason().text())
                .put("answer", finding.answer().name())
                .put("fate", finding.fate().name().toLowerCase(Locale.ROOT));
        if (finding.fate() == Fate.LIFTED && finding.lift() != null) {
            node.put("lifted-by", finding.lift().text());
        }
        Listed listed = finding.listed();
        if (listed != null) {
            node.put("list", listed.list().text()).put("source", listed.source());
            var statement = listed.statement();
            if (statement != null) {
                Json.entry(node, statement.entry()).put("position", statement.position());
            }
        }
        return node;
    }
}
