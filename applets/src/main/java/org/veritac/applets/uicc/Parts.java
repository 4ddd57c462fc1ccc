// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.Util;

import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Cmac;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.Trust;
import org.veritac.applets.files.FileSystem;
import org.veritac.applets.files.FileTable;
import org.veritac.applets.files.FirstContent;
import org.veritac.applets.store.Journal;
import org.veritac.applets.usim.Authentication;
import org.veritac.applets.usim.Milenage;
import org.veritac.applets.usim.SequenceNumbers;

/// Everything of which the module consists, made at installation: afterwards nothing is allocated.
final class Parts {
    /// The largest change at once: all ranges of EF_IAL, or a record of EF_SMS.
    private static final short LOG_BYTES = 300;

    final State state;
    final FileTable files;
    final FileSystem fileSystem;
    final Authentication authentication;
    final Suci suci;
    final Gate gate;
    final Facts facts;
    final Usat usat;
    final Check check;
    final Verdict verdict;
    final Messages messages;
    final SecuredPackets packets;
    final Commands commands;
    final Personalisation personalisation;

    Parts() {
        files = new FileTable(Places.FILES);
        byte[] memory = new byte[files.end()];
        FirstContent.write(memory, files);
        memory[Places.KIND] = Certificate.PRODUCTION;
        memory[Places.MODE] = Settings.STATIC;
        memory[Places.NO_VAULT] = 1;
        Util.arrayFillNonAtomic(memory, Places.REPORTED_IMEI, State.IMEI, (byte) 0xFF);
        Journal journal = new Journal(memory, LOG_BYTES);
        state = new State(journal);
        fileSystem = new FileSystem(files, journal);
        Milenage milenage = Milenage.stored();
        authentication =
                new Authentication(milenage, new SequenceNumbers(journal, Places.SEQUENCE_NUMBERS));
        suci = new Suci(state, files);
        gate = new Gate(state);
        facts = new Facts();
        usat = new Usat();
        Cmac cmac = new Cmac();
        Credentials credentials = new Credentials(state, new Trust(new Ecdsa()));
        VaultKeys vaultKeys = new VaultKeys(journal);
        Openings openings = new Openings(cmac, vaultKeys, credentials);
        check = new Check(state, usat, facts, openings, files.start(FileTable.ICCID));
        Pairing pairing = new Pairing(state, files);
        verdict = new Verdict(state, gate, facts, pairing, new History(journal, files));
        packets = new SecuredPackets(state, cmac);
        Report report = new Report(state, facts, files.start(FileTable.IMSI));
        messages = new Messages(state, usat, report, packets, files.start(FileTable.SMSP));
        Settings settings = new Settings(state, pairing, vaultKeys, credentials);
        commands = new Commands(state, gate, facts, messages, report, settings);
        personalisation =
                new Personalisation(state, files, milenage, packets, settings, credentials);
    }
}
