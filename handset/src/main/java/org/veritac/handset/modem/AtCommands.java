// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.os.Software;

import java.io.IOException;
import java.util.Locale;

/// The serial interface of the modem (TS 27.007). What is not listed here is refused, and so every
/// command with which IMEIs are rewritten: `AT+EGMR`, `AT^CIMEI`, `AT+SIMEI` and their kin.
public final class AtCommands {
    /// The longest line.
    public static final int LINE_MAX = 256;

    private static final String OK = "OK";
    private static final String NOT_ALLOWED = "+CME ERROR: 3";
    private static final String NO_SUBSCRIPTION = "+CME ERROR: 10";

    private final Modem modem;
    private final Software software;
    private final int slot;

    public AtCommands(Modem modem, Software software, int slot) {
        this.modem = modem;
        this.software = software;
        this.slot = slot;
    }

    /// Executes one line.
    ///
    /// @return the response, its lines parted by line feeds
    public String execute(String line) throws IOException {
        if (line.length() > LINE_MAX) {
            return NOT_ALLOWED;
        }
        String command = line.strip().toUpperCase(Locale.ROOT);
        if (command.startsWith("ATD") && command.endsWith(";")) {
            return dial(command.substring(3, command.length() - 1));
        }
        return switch (command) {
            case "AT", "ATE0", "ATZ", "AT+CMEE=1" -> OK;
            case "ATI", "AT+CGMI" -> "Veritac" + "\n" + OK;
            case "AT+CGMM" -> "lab phone\n" + OK;
            case "AT+CGSN", "AT+GSN" -> software.imei(slot).map(AtCommands::ok).orElse(NOT_ALLOWED);
            case "AT+CGSN=1" ->
                    software.imei(slot)
                            .map(imei -> ok("+CGSN: \"" + imei + "\""))
                            .orElse(NOT_ALLOWED);
            case "AT+CIMI" -> modem.imsi().map(AtCommands::ok).orElse(NO_SUBSCRIPTION);
            case "AT+CPIN?" -> modem.imsi().isPresent() ? ok("+CPIN: READY") : NO_SUBSCRIPTION;
            case "AT+CEREG?", "AT+CREG?" ->
                    ok(command.substring(2, command.length() - 1) + ": 0," + registration());
            default -> NOT_ALLOWED;
        };
    }

    private int registration() {
        return switch (modem.service()) {
            case Service.Full() -> 1;
            case Service.Refused(_) -> 3;
            case Service.Closed(), Service.Forged(), Service.NoSubscription(), Service.Off() -> 0;
        };
    }

    private String dial(String number) throws IOException {
        if (number.isEmpty() || !number.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
            return NOT_ALLOWED;
        }
        return modem.call(number) == Call.CONNECTED ? OK : "NO CARRIER";
    }

    private static String ok(String answer) {
        return answer + "\n" + OK;
    }
}
