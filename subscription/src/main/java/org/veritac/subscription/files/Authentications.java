// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.Secret;
import org.veritac.subscription.aka.Authenticator.Answer;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.GsmKeys;
import org.veritac.subscription.aka.SessionKeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// AUTHENTICATE (TS 31.102, clause 7.1) and RUN GSM ALGORITHM (TS 51.011, clause 9.2.16).
final class Authentications {
    private static final int GSM_CONTEXT = 0x80;
    private static final int UMTS_CONTEXT = 0x81;
    private static final int PIN1 = 0x01;
    private static final int SUCCESS = 0xDB;
    private static final int SYNCHRONISATION = 0xDC;
    private static final int SERVICE_TABLE = 0x6F38;
    private static final int GSM_ACCESS_BYTE = 3;
    private static final int GSM_ACCESS_BIT = 0x04;

    private final Session session;
    private final NetworkAuthentication network;

    Authentications(Session session, NetworkAuthentication network) {
        this.session = session;
        this.network = network;
    }

    Reply authenticate(Command command) throws IOException {
        Optional<FilePath> application = session.tree.applicationOf(session.directory());
        if (application.isEmpty()) {
            return Reply.refused(Status.CONDITIONS);
        }
        if (!session.isPresented(PIN1, session.directory())) {
            return Reply.refused(Status.NOT_ALLOWED);
        }
        Optional<byte[]> rand = field(command.data(), 0, Challenge.BYTES);
        if (rand.isEmpty()) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        var challenge = new Challenge(rand.get());
        return switch (command.p2()) {
            case GSM_CONTEXT -> reply(network.gsm(application.get(), challenge), application.get());
            case UMTS_CONTEXT -> umts(application.get(), challenge, command.data());
            default -> Reply.refused(Status.WRONG_PARAMETERS);
        };
    }

    private Reply umts(FilePath application, Challenge rand, byte[] data) throws IOException {
        Optional<byte[]> autn = field(data, 1 + Challenge.BYTES, Autn.BYTES);
        return autn.isEmpty()
                ? Reply.refused(Status.WRONG_LENGTH)
                : reply(network.umts(application, rand, Autn.read(autn.get())), application);
    }

    /// A length of one byte and so many bytes.
    private static Optional<byte[]> field(byte[] data, int at, int length) {
        return data.length > at + length && data[at] == length
                ? Optional.of(Arrays.copyOfRange(data, at + 1, at + 1 + length))
                : Optional.empty();
    }

    Reply runGsmAlgorithm(Command command) throws IOException {
        if (command.data().length != Challenge.BYTES) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        if (session.directory().isMf()) {
            return Reply.refused(Status.CONDITIONS);
        }
        if (!session.isPresented(PIN1, session.directory())) {
            return Reply.refused(Status.NOT_ALLOWED);
        }
        return switch (network.gsm(FilePath.MF, new Challenge(command.data()))) {
            case Answer.Gsm(var keys) -> Reply.done(plain(keys));
            case Answer.Exhausted() -> Reply.refused(Status.EXHAUSTED);
            case Answer.Umts _, Answer.Synchronisation _, Answer.MacFailure() ->
                    throw new IllegalStateException("no answer to a GSM challenge");
            case Answer.NotSupported() -> Reply.refused(Status.CONTEXT_NOT_SUPPORTED);
        };
    }

    private Reply reply(Answer answer, FilePath application) {
        return switch (answer) {
            case Answer.Umts(var keys) -> Reply.done(success(keys, application));
            case Answer.Synchronisation(var auts) -> {
                var out = new ByteArrayOutputStream();
                out.write(SYNCHRONISATION);
                put(out, auts.bytes());
                yield Reply.done(out.toByteArray());
            }
            case Answer.Gsm(var keys) -> {
                var out = new ByteArrayOutputStream();
                put(out, keys.sres());
                put(out, keys.kc());
                yield Reply.done(out.toByteArray());
            }
            case Answer.MacFailure() -> Reply.refused(Status.MAC_FAILURE);
            case Answer.Exhausted() -> Reply.refused(Status.EXHAUSTED);
            case Answer.NotSupported() -> Reply.refused(Status.CONTEXT_NOT_SUPPORTED);
        };
    }

    private byte[] success(SessionKeys keys, FilePath application) {
        var out = new ByteArrayOutputStream();
        out.write(SUCCESS);
        put(out, keys.res());
        put(out, keys.ck());
        put(out, keys.ik());
        if (hasGsmAccess(application)) {
            put(out, keys.kc());
        }
        return out.toByteArray();
    }

    /// Service 27 of the USIM's service table: Kc is given out too.
    private boolean hasGsmAccess(FilePath application) {
        return session.tree
                .resolve(application.child(SERVICE_TABLE))
                .flatMap(session.state()::content)
                .filter(table -> table.length() > GSM_ACCESS_BYTE)
                .filter(table -> (table.at(GSM_ACCESS_BYTE) & GSM_ACCESS_BIT) != 0)
                .isPresent();
    }

    private static void put(ByteArrayOutputStream out, byte[] field) {
        out.write(field.length);
        out.writeBytes(field);
    }

    private static void put(ByteArrayOutputStream out, Secret secret) {
        byte[] bytes = secret.copy();
        put(out, bytes);
        Arrays.fill(bytes, (byte) 0);
        secret.close();
    }

    private static byte[] plain(GsmKeys keys) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(keys.sres());
        byte[] kc = keys.kc().copy();
        out.writeBytes(kc);
        Arrays.fill(kc, (byte) 0);
        return out.toByteArray();
    }
}
