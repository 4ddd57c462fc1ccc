// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import org.veritac.handset.memory.Change;
import org.veritac.handset.memory.Committed;
import org.veritac.handset.memory.Counter;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.ProtectedMemory;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/// Where a phone keeps the applications of its subscription, and what it lets run. The counter of
/// commands is in the protected memory: a command runs an application once, whatever happens to the
/// disk.
public final class Shelf {
    private static final String FILE = "applications";
    private static final Counter COMMANDS = new Counter("application-commands");

    private final Disk disk;
    private final ProtectedMemory memory;
    private final PublicKey operator;
    private final Runner runner;

    /// @param disk ordinary; what lies there is verified at each use
    /// @param operator whose applications and commands these are
    public Shelf(Disk disk, ProtectedMemory memory, PublicKey operator, Runner runner) {
        this.disk = disk;
        this.memory = memory;
        this.operator = operator;
        this.runner = runner;
    }

    /// What came of something that a token or an operator wanted.
    public sealed interface Outcome {
        /// All applications are signed, and kept, inert.
        record Kept(int applications) implements Outcome {}

        /// The application ran.
        record Ran(Runner.End end) implements Outcome {}

        /// Nothing happened.
        record Refused(Why why) implements Outcome {}
    }

    /// Why nothing happened.
    public enum Why {
        /// Bytes that are no applications, or no command.
        MALFORMED,
        /// Not signed by the operator.
        NOT_SIGNED,
        /// No such application here, or another version of it.
        NO_SUCH_APPLICATION,
        /// The command was carried out before, or a later one was.
        REPLAYED
    }

    /// Keeps what a token brought, in place of what was there.
    public Outcome keep(byte[] cargo) throws IOException {
        Optional<List<Application>> read = Cargo.read(cargo);
        if (read.isEmpty()) {
            return new Outcome.Refused(Why.MALFORMED);
        }
        if (!read.get().stream().allMatch(one -> one.isSignedBy(operator))) {
            return new Outcome.Refused(Why.NOT_SIGNED);
        }
        disk.replace(FILE, cargo);
        return new Outcome.Kept(read.get().size());
    }

    /// The names of what is here and signed.
    public List<String> names() throws IOException {
        return applications().stream().map(Application::name).toList();
    }

    private List<Application> applications() throws IOException {
        return disk.read(FILE).flatMap(Cargo::read).orElse(List.of()).stream()
                .filter(one -> one.isSignedBy(operator))
                .toList();
    }

    /// Carries out a command, once. Its counter is used up before the application starts.
    public Outcome activate(byte[] command) throws IOException {
        Optional<Activation> read = Activation.read(command);
        if (read.isEmpty()) {
            return new Outcome.Refused(Why.MALFORMED);
        }
        Activation activation = read.get();
        if (!activation.isSignedBy(operator)) {
            return new Outcome.Refused(Why.NOT_SIGNED);
        }
        if (activation.counter() <= memory.counter(COMMANDS)) {
            return new Outcome.Refused(Why.REPLAYED);
        }
        Optional<Application> application =
                applications().stream().filter(activation::isOf).findFirst();
        if (application.isEmpty()) {
            return new Outcome.Refused(Why.NO_SUCH_APPLICATION);
        }
        switch (memory.commit(new Change().raise(COMMANDS, activation.counter()))) {
            case Committed.Done _ -> {}
            case Committed.Refused _ -> throw new IOException("no room for a counter");
        }
        return new Outcome.Ran(runner.run(application.get()));
    }

    /// Removes all applications: the subscription was returned.
    public void clear() throws IOException {
        disk.remove(FILE);
    }
}
