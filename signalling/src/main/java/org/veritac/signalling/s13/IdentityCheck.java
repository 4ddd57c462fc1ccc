// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.register.Decider;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Answer;
import org.veritac.signalling.diameter.Application;
import org.veritac.signalling.diameter.Avp;
import org.veritac.signalling.diameter.AvpRule;
import org.veritac.signalling.diameter.Dictionary;
import org.veritac.signalling.diameter.Message;
import org.veritac.signalling.diameter.Peer;
import org.veritac.signalling.diameter.ResultCode;

import java.io.IOException;
import java.util.Objects;

/// The ME identity check procedure (TS 29.272, clause 6.2.1) on the side of the register. S13 and
/// S13' differ only in who asks, so it does not tell them apart.
///
/// A User-Name that is not an IMSI counts as none, because it is optional. A Software-Version that
/// is not two digits counts as none for the same reason; the one of a 16-digit IMEI then holds.
public final class IdentityCheck implements Application {
    /// The application id of S13 and S13'.
    public static final int APPLICATION = 16_777_252;

    /// ME-Identity-Check, the only command.
    public static final int COMMAND = 324;

    /// 3GPP, the vendor.
    public static final int VENDOR = 10_415;

    /// DIAMETER_ERROR_EQUIPMENT_UNKNOWN (TS 29.272, clause 7.4.3.6).
    public static final int EQUIPMENT_UNKNOWN = 5422;

    /// The commands and AVPs of S13, and the base protocol.
    public static final Dictionary DICTIONARY = Dictionary.resource(IdentityCheck.class, "s13.dia");

    static final AvpRule TERMINAL_INFORMATION = DICTIONARY.avp("Terminal-Information");
    static final AvpRule IMEI = DICTIONARY.avp("IMEI");
    static final AvpRule SOFTWARE_VERSION = DICTIONARY.avp("Software-Version");
    static final AvpRule EQUIPMENT_STATUS = DICTIONARY.avp("Equipment-Status");
    static final AvpRule USER_NAME = DICTIONARY.avp("User-Name");
    static final AvpRule ORIGIN_HOST = DICTIONARY.avp("Origin-Host");
    static final AvpRule ORIGIN_REALM = DICTIONARY.avp("Origin-Realm");

    private static final int SOFTWARE_VERSION_DIGITS = 2;
    private static final Answer WHITELISTED = status(0);
    private static final Answer BLACKLISTED = status(1);
    private static final Answer GREYLISTED = status(2);
    private static final Answer UNKNOWN = Answer.experimental(VENDOR, EQUIPMENT_UNKNOWN);
    private static final Answer NO_IMEI = Answer.missing(IMEI, TERMINAL_INFORMATION);

    private final Decider decider;
    private final Operators operators;

    public IdentityCheck(Decider decider, Operators operators) {
        this.decider = Objects.requireNonNull(decider, "decider");
        this.operators = Objects.requireNonNull(operators, "operators");
    }

    private static Answer status(int value) {
        return Answer.success(avps -> avps.avp(EQUIPMENT_STATUS, value));
    }

    @Override
    public int id() {
        return APPLICATION;
    }

    @Override
    public int vendor() {
        return VENDOR;
    }

    @Override
    public Dictionary dictionary() {
        return DICTIONARY;
    }

    @Override
    public boolean isStateless() {
        return true;
    }

    @Override
    public Answer on(Message request, Peer peer) throws IOException {
        Avp terminal = request.get(TERMINAL_INFORMATION);
        Avp imei = terminal.find(IMEI);
        if (imei == null) {
            return NO_IMEI;
        }
        return switch (SignalledImei.read(imei)) {
            case ImeiReading.Whole whole ->
                    answer(
                            new EquipmentCheck(
                                    whole.imei(),
                                    softwareVersion(terminal, whole.svn()),
                                    imsi(request),
                                    null,
                                    operators.of(asker(request, peer))));
            case ImeiReading.Malformed malformed ->
                    Answer.refused(
                            ResultCode.INVALID_AVP_VALUE,
                            "the IMEI " + malformed.flaw().text(),
                            imei,
                            TERMINAL_INFORMATION);
        };
    }

    private Answer answer(EquipmentCheck check) throws IOException {
        Verdict verdict = decider.decide(check).verdict();
        return switch (verdict) {
            case WHITE -> WHITELISTED;
            case BLACK -> BLACKLISTED;
            case GREY -> GREYLISTED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static int softwareVersion(Avp terminal, int otherwise) {
        Avp version = terminal.find(SOFTWARE_VERSION);
        if (version == null || version.length() != SOFTWARE_VERSION_DIGITS) {
            return otherwise;
        }
        int tens = version.octet(0) - '0';
        int ones = version.octet(1) - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits ? tens * 10 + ones : otherwise;
    }

    private static @Nullable Imsi imsi(Message request) {
        Avp name = request.find(USER_NAME);
        return name == null ? null : Imsi.ifValid(name.text()).orElse(null);
    }

    private static Asker asker(Message request, Peer peer) {
        return new Asker(
                peer.address(),
                peer.certificateName(),
                request.get(ORIGIN_HOST).text(),
                request.get(ORIGIN_REALM).text());
    }
}
