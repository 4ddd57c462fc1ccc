// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import org.veritac.identity.Imei;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.util.List;
import java.util.stream.Stream;

/// Checks to try, one for each thing that the demo's register can say.
final class Stories {
    private Stories() {}

    static List<Guide.Example> all() {
        return Stream.of(devices(), models(), subscribers(), operators())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Guide.Example> devices() {
        return List.of(
                white(Nation.ORDINARY.labelDigits(), "a phone on no list"),
                black(Nation.STOLEN.digits(), Reason.STOLEN, "14 digits"),
                black(Nation.STOLEN.labelDigits(), Reason.STOLEN, "the same phone, 15 digits"),
                black("imeisv-" + Nation.STOLEN.digits() + "03", Reason.STOLEN, "and as an IMEISV"),
                black(
                        Nation.STOLEN.digits() + imsi(Nation.OWNER),
                        Reason.STOLEN,
                        "its owner's SIM does not help: nothing lifts stolen"),
                black(
                        Nation.SECOND_OF_TWO.digits(),
                        Reason.STOLEN,
                        "only its other IMEI was reported, and the two are linked"),
                black(Nation.OF_SHIPMENT.digits(), Reason.STOLEN, "in a range that was reported"),
                grey(Nation.WATCHED.digits(), Reason.REGULATORY, "tracked, and works"),
                white(Nation.PARDONED.digits(), "was grey until the end of 2024; see its history"));
    }

    private static List<Guide.Example> models() {
        Imei faulty = Nation.OF_FAULTY_VERSION;
        return List.of(
                black(Nation.OF_BARRED_MODEL.digits(), Reason.TAC_BARRED, "its model is barred"),
                white(Nation.EXEMPTED.digits(), "of that model, exempted by the same source"),
                grey(
                        faulty.digits() + Nation.FAULTY_SVN,
                        Reason.FAULTY,
                        "a software version that is listed"),
                white(faulty.digits() + "08", "the same phone after its update"),
                grey(Nation.UNALLOCATED.digits(), Reason.UNALLOCATED_TAC, "a model nobody made"),
                black("000000000000000", Reason.NONSENSE_IMEI, "a phone that lost its number"));
    }

    private static List<Guide.Example> subscribers() {
        return List.of(
                black(Nation.CLONED.digits(), Reason.DUPLICATED, "one number in several phones"),
                white(
                        Nation.CLONED.digits() + imsi(Nation.OWNER),
                        "the SIM that is paired with it passes"),
                black(
                        Nation.CLONED.digits() + imsi(Nation.STRANGER),
                        Reason.DUPLICATED,
                        "any other does not"),
                black(
                        Nation.ORDINARY.digits() + imsi(Nation.SCREENED),
                        Reason.SCREENED_IMSI,
                        "a good phone with a SIM of a stolen batch"));
    }

    private static List<Guide.Example> operators() {
        return List.of(
                black(
                        Nation.UNPAID_FOR.digits() + " --as alpha",
                        Reason.NON_PAYMENT,
                        "alpha lists it for itself"),
                white(
                        Nation.UNPAID_FOR.digits() + " --as beta",
                        "alpha's own list says nothing to beta"),
                white(
                        Nation.UNALLOCATED.digits() + imsi(Nation.VISITOR) + " --as alpha",
                        "in the hands of a visitor an unknown model does not matter"));
    }

    private static String imsi(String imsi) {
        return " --imsi " + imsi;
    }

    private static Guide.Example white(String arguments, String shows) {
        return new Guide.Example(arguments, Verdict.WHITE, Reason.NONE, shows);
    }

    private static Guide.Example grey(String arguments, Reason reason, String shows) {
        return new Guide.Example(arguments, Verdict.GREY, reason, shows);
    }

    private static Guide.Example black(String arguments, Reason reason, String shows) {
        return new Guide.Example(arguments, Verdict.BLACK, reason, shows);
    }
}
