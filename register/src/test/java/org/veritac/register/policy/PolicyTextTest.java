// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imsi;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

final class PolicyTextTest {

    private static Policy read(String policy) {
        return PolicyText.read(PolicyText.section("policy:\n" + policy.indent(2)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("modus: permissive", "policy: 'modus'"),
                refused("mode: strict", "policy.mode: 'strict'"),
                refused("mode: Restrictive", "policy.mode: 'Restrictive'"),
                refused("mode: [restrictive]", "policy.mode: a word"),
                refused("mode:", "policy.mode: a word"),
                refused("mode: true", "policy.mode: what is read as true must stand in quotes"),
                refused("reasons: [stolen]", "policy.reasons: a section"),
                refused("reasons: stolen", "policy.reasons: a section"),
                refused("reasons: {theft: {answer: black}}", "policy.reasons: 'theft'"),
                refused("reasons: {stolen: black}", "policy.reasons.stolen: a section"),
                refused("reasons: {stolen: [black]}", "policy.reasons.stolen: a section"),
                refused("reasons: {stolen: {anser: black}}", "policy.reasons.stolen: 'anser'"),
                refused("reasons: {stolen: {answer: red}}", "policy.reasons.stolen.answer: 'red'"),
                refused("reasons: {stolen: {answer: none}}", "stolen.answer: 'none'"),
                refused("reasons: {stolen: {answer: }}", "policy.reasons.stolen.answer: a word"),
                refused("reasons: {stolen: {answer: [black]}}", "stolen.answer: a word"),
                refused("reasons: {test-range: {found: listed}}", "test-range.found: 'listed'"),
                refused("reasons: {lost: {lifted-by: pair}}", "lost.lifted-by: a list"),
                refused("reasons: {lost: {lifted-by: }}", "lost.lifted-by: a list"),
                refused("reasons: {lost: {lifted-by: [pairs]}}", "lost.lifted-by: 'pairs'"),
                refused("reasons: {lost: {lifted-by: [[pair]]}}", "lost.lifted-by: a word"),
                refused("reasons: {lost: {answer: grey, answer: black}}", "answer"),
                refused("sources: [police]", "policy.sources: a section"),
                refused("sources: {Police: {}}", "policy.sources: the name 'Police'"),
                refused("sources: {police: {operator: [a]}}", "policy.sources.police: 'operator'"),
                refused("sources: {police: {operators: a}}", "police.operators: a list"),
                refused("sources: {police: {operators: }}", "police.operators: a list"),
                refused("sources: {police: {reasons: [theft]}}", "police.reasons: 'theft'"),
                refused("sources: {police: {}, police: {}}", "police"),
                refused("operators: alpha", "policy.operators: a section"),
                refused("operators: {a b: {}}", "policy.operators: the name 'a b'"),
                refused("operators: {alpha: {homes: []}}", "policy.operators.alpha: 'homes'"),
                refused("operators: {alpha: {home: [26201]}}", "must stand in quotes"),
                refused("operators: {alpha: {home: [1e5]}}", "alpha.home: "),
                refused("operators: {alpha: {home: ['001x']}}", "alpha.home: '001x'"),
                refused("operators: {alpha: {home: ['']}}", "alpha.home: it is empty"),
                refused("operators: {alpha: {peers: {realm: a}}}", "alpha.peers: a list"),
                refused("operators: {alpha: {peers: [epc.a]}}", "alpha.peers: each"),
                refused("operators: {alpha: {peers: [{}]}}", "alpha.peers: each"),
                refused("operators: {alpha: {peers: [{realm: a, host: b}]}}", "alpha.peers: each"),
                refused("operators: {alpha: {peers: [{name: a}]}}", "alpha.peers: 'name'"),
                refused("operators: {alpha: {peers: [{host: }]}}", "alpha.peers.host: a word"),
                refused("operators: {alpha: {peers: [{host: ''}]}}", "alpha.peers.host: it is"),
                refused("operators: {alpha: {peers: [{host: 12}]}}", "must stand in quotes"),
                refused("operators: {alpha: {peers: [{address: 10.1}]}}", "must stand in quotes"),
                refused("operators: {alpha: {peers: [{address: '10.1'}]}}", "peers: '10.1'"));
    }

    private static Arguments refused(String policy, String message) {
        return Arguments.of(policy, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String policy, String message) {
        assertThatThrownBy(() -> read(policy))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "polcy: {}",
                "[policy]",
                "policy: permissive",
                "policy: [a]",
                "a: [",
                "%"
            })
    void refusesAFileWithoutAPolicySection(String file) {
        assertThatThrownBy(() -> PolicyText.section(file)).isInstanceOf(PolicyException.class);
    }

    /// In YAML 1.2 these are texts, or else they are refused: never another network.
    @ParameterizedTest
    @ValueSource(strings = {"00101", "00181", "0010", "0017", "001_01", "0o17", "0x17", "01"})
    void digitsWithoutQuotesAreReadAsWrittenOrRefused(String network) {
        String quoted = "operators: {alpha: {home: ['" + network + "']}}";
        String bare = quoted.replace("'", "");
        Policy policy;
        try {
            policy = read(bare);
        } catch (PolicyException e) {
            assertThat(e).hasMessageContaining("policy.operators.alpha.home");
            return;
        }
        assertThat(policy).isEqualTo(read(quoted));
    }

    @Test
    void refusesTwoDocumentsInOneFile() {
        assertThatThrownBy(() -> PolicyText.section("policy: {}\n---\npolicy: {mode: restrictive}"))
                .isInstanceOf(PolicyException.class);
    }

    @Test
    void saysAtWhichLineAFileIsNotYaml() {
        assertThatThrownBy(
                        () -> PolicyText.section("policy:\n  mode: permissive\n  reasons: {lost"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"a\"", "{", "{} {}", "{\"mode\": 1}"})
    void refusesJsonThatIsNoPolicy(String json) {
        assertThatThrownBy(() -> PolicyText.read(json)).isInstanceOf(PolicyException.class);
    }

    @Test
    void takesAFileOfTheLongestLengthAndNoLonger() {
        String file = "policy: {}\n#";
        String longest = file + "x".repeat(PolicyText.CHARS_MAX - file.length());
        assertThat(PolicyText.section(longest)).isEqualTo("{}");
        assertThatThrownBy(() -> PolicyText.section(longest + "x"))
                .isInstanceOf(PolicyException.class);
    }

    @Test
    void theStandardPolicyIsThatOfTheDocument() {
        Policy policy = PolicyText.read(PolicyText.standard());
        assertThat(policy.mode()).isEqualTo(Mode.PERMISSIVE);
        assertThat(PolicyText.read("{}")).isEqualTo(policy);
        assertThat(policy.rule(Reason.STOLEN).liftedBy()).isEmpty();
        assertThat(policy.rule(Reason.STOLEN).answer(ListName.GREY)).isEqualTo(Verdict.BLACK);
        assertThat(policy.rule(Reason.FAULTY).answer(ListName.GREY)).isEqualTo(Verdict.GREY);
        assertThat(policy.rule(Reason.CONTESTED).found()).isEqualTo(Verdict.GREY);
        assertThat(policy.rule(Reason.UNREGISTERED).liftedBy()).containsOnly(Lift.values());
        assertThat(policy.sources()).isEmpty();
        assertThat(policy.operators()).isEmpty();
    }

    @Test
    void whatAPolicyLeavesOutIsAsInTheStandardOne() {
        Policy policy = read("reasons: {contested: {lifted-by: []}}\nsources:\noperators:");
        Rule rule = policy.rule(Reason.CONTESTED);
        assertThat(rule.liftedBy()).isEmpty();
        assertThat(rule.found()).isEqualTo(Verdict.GREY);
        assertThat(rule.answer(ListName.BLACK)).isEqualTo(Verdict.BLACK);
        assertThat(policy.rule(Reason.LOST))
                .isEqualTo(PolicyText.read(PolicyText.standard()).rule(Reason.LOST));
    }

    @Test
    void isCompletedForTheJournal() {
        String own =
                PolicyText.section(
                        """
                        policy:
                          mode: restrictive
                          reasons: {test-range: {found: none}, contested: {answer: listed}}
                          sources: {police: {operators: [alpha], reasons: [stolen]}}
                          operators: {alpha: {home: ["00101"], peers: [{host: mme}]}}
                        """);
        String whole = PolicyText.complete(own);
        assertThat(PolicyText.read(whole)).isEqualTo(PolicyText.read(own));
        assertThat(PolicyText.complete(whole)).isEqualTo(whole);
        for (Reason reason : Reason.values()) {
            assertThat(reason == Reason.NONE || whole.contains("\"" + reason.text() + "\""))
                    .as(reason.text())
                    .isTrue();
        }
        assertThatThrownBy(() -> PolicyText.complete("{\"x\": 1}"))
                .isInstanceOf(PolicyException.class);
    }

    @Test
    void anOperatorThatASourceNamesMustBeDescribed() {
        String own =
                PolicyText.section(
                        """
                        policy:
                          sources: {police: {}, alpha-local: {operators: [alpha, alhpa]}}
                          operators: {alpha: {}, beta: {}}
                        """);
        for (ThrowingCallable way :
                List.<ThrowingCallable>of(
                        () -> PolicyText.admit(own), () -> PolicyText.complete(own))) {
            assertThatThrownBy(way)
                    .isInstanceOf(PolicyException.class)
                    .hasMessage(
                            "policy.sources.alpha-local.operators: no operator is called 'alhpa';"
                                    + " name one of [alpha, beta], or describe it under"
                                    + " policy.operators");
        }
        assertThat(PolicyText.read(own).source("alpha-local").answers("alpha"))
                .as("a journal is read whatever it says")
                .isTrue();
        assertThat(PolicyText.admit(own.replace(",\"alhpa\"", "")).operators()).hasSize(2);
    }

    @Test
    void readsWhatNeedsASecondPerson() {
        assertThat(read("mode: permissive").secondPerson()).isEqualTo(SecondPerson.NOBODY);
        assertThat(read("second-person: {}").secondPerson()).isEqualTo(SecondPerson.NOBODY);
        assertThat(read("second-person: {reasons: [lost], imports: true}").secondPerson())
                .isEqualTo(new SecondPerson(Set.of(Reason.LOST), true));
        for (String wrong :
                List.of(
                        "second-person: {reasons: [unregistered]}",
                        "second-person: {reasons: lost}",
                        "second-person: {imports: 'yes'}",
                        "second-person: {import: true}")) {
            assertThatThrownBy(() -> read(wrong))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("policy.second-person");
        }
    }

    @Test
    void readsSourcesAndOperators() {
        Policy policy =
                read(
                        """
                        sources: {police: {operators: [alpha], reasons: [stolen]}, free: }
                        operators:
                          alpha: {home: ["00101", "26201-26203"], peers: [{realm: epc.org}]}
                          beta:
                        """);
        Source police = policy.source("police");
        assertThat(police.answers("alpha")).isTrue();
        assertThat(police.answers("beta")).isFalse();
        assertThat(police.answers("")).isFalse();
        assertThat(police.mayUse(Reason.STOLEN)).isTrue();
        assertThat(police.mayUse(Reason.LOST)).isFalse();
        assertThat(List.of(policy.source("free"), policy.source("unnamed")))
                .containsOnly(Source.UNRESTRICTED);
        Operator alpha = policy.operators().get("alpha");
        assertThat(alpha).isNotNull();
        assertThat(alpha.isVisitor(Imsi.of("001010000000001"))).isFalse();
        assertThat(alpha.isVisitor(Imsi.of("262029999999999"))).isFalse();
        assertThat(alpha.isVisitor(Imsi.of("262040000000000"))).isTrue();
        assertThat(policy.operators().get("beta"))
                .satisfies(beta -> assertThat(beta.isVisitor(Imsi.of("262040000"))).isFalse());
    }
}
