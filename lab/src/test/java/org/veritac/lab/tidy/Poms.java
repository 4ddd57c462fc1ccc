// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// What the poms say: modules depend on each other as the arrows of ARCHITECTURE.md, every version
/// is exact and stands in the root, and every dependency has a decision behind it.
final class Poms {
    private static final String ROOT_POM = "pom.xml";
    private static final String MODULE_POM = "[^/]+/pom\\.xml";
    private static final String OURS = "org.veritac";
    private static final String DECISIONS = "docs/decisions/.*\\.md";
    private static final String EXACT = "\\d+(\\.\\d+)*([.-][A-Za-z0-9]+)*";

    private Poms() {}

    static List<Complaint> modulesFollowArrows(SourceTree tree) {
        var table = ArrowTable.read(tree.text(ArrowTable.DOCUMENT));
        var complaints = new ArrayList<Complaint>();
        tree.matching(MODULE_POM)
                .forEach(pom -> {
                    String module = module(pom.getKey());
                    Set<String> wanted = modulesUsedBy(module, table);
                    Set<String> written = siblings(pom.getValue());
                    if (!wanted.equals(written)) {
                        complaints.add(
                                Complaint.about(
                                        pom.getKey(),
                                        "depends on "
                                                + written
                                                + ", the arrows of ARCHITECTURE.md say "
                                                + wanted));
                    }
                });
        return complaints;
    }

    static List<Complaint> versionsAreExact(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        for (Element artifact : artifacts(tree.text(ROOT_POM))) {
            String version = child(artifact, "version");
            boolean ours = child(artifact, "groupId").equals(OURS);
            if (!version.isEmpty()
                    && !ours
                    && (!version.matches(EXACT) || version.endsWith("SNAPSHOT"))) {
                complaints.add(
                        Complaint.about(
                                ROOT_POM,
                                child(artifact, "artifactId")
                                        + " has version "
                                        + version
                                        + ": write one released version"));
            }
        }
        tree.matching(MODULE_POM)
                .forEach(pom -> {
                    for (Element artifact : artifacts(pom.getValue())) {
                        if (!child(artifact, "version").isEmpty()) {
                            complaints.add(
                                    Complaint.about(
                                            pom.getKey(),
                                            "the version of "
                                                    + child(artifact, "artifactId")
                                                    + " belongs in the root pom"));
                        }
                    }
                });
        return complaints;
    }

    static List<Complaint> dependenciesAreDecided(SourceTree tree) {
        String decisions =
                String.join("\n", tree.matching(DECISIONS).map(Map.Entry::getValue).toList());
        var complaints = new ArrayList<Complaint>();
        for (Element artifact : artifacts(tree.text(ROOT_POM))) {
            String name = child(artifact, "artifactId");
            boolean plugin = artifact.getTagName().equals("plugin");
            boolean ours = child(artifact, "groupId").equals(OURS);
            if (!plugin && !ours && !decisions.contains("`" + name + "`")) {
                complaints.add(
                        Complaint.about(
                                ROOT_POM,
                                "no file of docs/decisions names `" + name + "`: why it?"));
            }
        }
        return complaints;
    }

    private static String module(String pom) {
        return pom.substring(0, pom.indexOf('/'));
    }

    private static Set<String> modulesUsedBy(String module, ArrowTable table) {
        var modules = new TreeSet<String>();
        table.rows()
                .forEach((from, row) -> {
                    if (top(from).equals(module)) {
                        row.targets().forEach(target -> modules.add(top(target)));
                    }
                });
        modules.remove(module);
        return modules;
    }

    private static String top(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Set<String> siblings(String pom) {
        var siblings = new TreeSet<String>();
        for (Element artifact : artifacts(pom)) {
            if (child(artifact, "groupId").equals(OURS)
                    && !child(artifact, "scope").equals("test")) {
                siblings.add(child(artifact, "artifactId"));
            }
        }
        return siblings;
    }

    /// The dependencies, plugins and annotation processors of a pom; not its parent.
    private static List<Element> artifacts(String pom) {
        if (pom.isEmpty()) {
            return List.of();
        }
        try {
            var document =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(pom)));
            var artifacts = new ArrayList<Element>();
            for (String tag : List.of("dependency", "plugin", "path")) {
                NodeList elements = document.getElementsByTagName(tag);
                for (int i = 0; i < elements.getLength(); i++) {
                    artifacts.add((Element) elements.item(i));
                }
            }
            return artifacts;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("Maven read this pom", e);
        }
    }

    private static String child(Element artifact, String tag) {
        NodeList children = artifact.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element && element.getTagName().equals(tag)) {
                return element.getTextContent().strip();
            }
        }
        return "";
    }
}
