// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.store.Register;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.diameter.Limits;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.Settings;
import org.veritac.signalling.s13.IdentityCheck;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A register in a directory of its own that answers on S13, from the classes `serve` is made of.
final class RegisterNode implements Closeable {
    /// Who changes lists in stories.
    static final String WHO = "story";

    private static final String SOURCE = "police";

    /// The realm that the network asks in: a question for another is not answered.
    private static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";

    private final Path directory;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Register register;
    private final Node node;
    private final InetSocketAddress address;

    private RegisterNode(Path directory) throws IOException {
        this.directory = directory;
        var random = new SecureRandom();
        register =
                Register.open(
                        directory,
                        new org.veritac.register.store.World(
                                Clock.systemUTC(), random, background));
        node =
                new Node(
                        new Settings(
                                new Identity("eir." + REALM, REALM, "Veritac", 0),
                                Limits.DEFAULT,
                                PeerRules.OPEN),
                        List.of(new IdentityCheck(register, Operators.NONE)),
                        new org.veritac.signalling.diameter.World(
                                System::nanoTime, Clock.systemUTC(), random));
        address = node.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static RegisterNode open() throws IOException {
        return new RegisterNode(Files.createTempDirectory("veritac-story"));
    }

    Register register() {
        return register;
    }

    /// A file beside the register, which goes with it.
    Path file(String name) {
        return directory.resolve(name);
    }

    /// Where it answers on S13.
    InetSocketAddress address() {
        return address;
    }

    /// Puts a device on the black list as the police does, or takes it back.
    void stolen(String imei, boolean listed) throws IOException {
        Key key = Key.device(Imei.of(imei));
        Change change =
                listed
                        ? new Change.Add(ListName.BLACK, SOURCE, Entry.of(key, Reason.STOLEN))
                        : new Change.Remove(ListName.BLACK, SOURCE, key, null);
        if (register.apply(change, WHO) instanceof Outcome.Refused(String why)) {
            throw new IOException(why);
        }
    }

    /// What the register says of a phone that a subscriber uses.
    Decision decide(String imei, Imsi imsi) throws IOException {
        return register.decide(EquipmentCheck.of(Imei.of(imei), imsi));
    }

    @Override
    public void close() throws IOException {
        node.close();
        register.close();
        background.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
