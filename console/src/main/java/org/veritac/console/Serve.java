// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.command.DataOption;
import org.veritac.console.command.Exit;
import org.veritac.console.command.Offline;
import org.veritac.console.command.Shell;
import org.veritac.console.demo.Guide;
import org.veritac.register.store.Register;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Answers networks until the process is told to end.
@Command(
        name = "serve",
        header = "Answer networks on S13, N5g-eir and GSUP.",
        description = {
            "Prints one line on standard output, ready s13=HOST:PORT n5g=HOST:PORT gsup=HOST:PORT"
                    + " http=HOST:PORT, once all of them accept. SIGTERM and Ctrl-C drain: peers"
                    + " are told, what was asked is answered. Further settings stand in"
                    + " DIR/veritac.yaml, which is written at the first start; SIGHUP reads it"
                    + " again, as config reload does."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac serve",
            "  ./veritac serve --data /var/lib/veritac --s13 0.0.0.0:3868 --connect dra:3868",
            "  ./veritac serve --data nation --demo"
        })
final class Serve implements Offline {
    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--s13",
            paramLabel = "HOST:PORT",
            converter = WhereOption.class,
            description = "Where S13 listens (default: 127.0.0.1:3868); port 0 takes a free one.")
    private @Nullable Where s13;

    @Option(
            names = "--n5g",
            paramLabel = "HOST:PORT",
            converter = WhereOption.class,
            description = "Where N5g-eir listens (default: 127.0.0.1:7777).")
    private @Nullable Where n5g;

    @Option(
            names = "--gsup",
            paramLabel = "HOST:PORT",
            converter = WhereOption.class,
            description = "Where GSUP listens (default: 127.0.0.1:4222).")
    private @Nullable Where gsup;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            converter = WhereOption.class,
            description = "Where /health and /metrics are (default: 127.0.0.1:8080).")
    private @Nullable Where http;

    @Option(
            names = "--diameter-host",
            paramLabel = "NAME",
            description = "Its Diameter identity (default: eir.epc.mnc001.mcc001.3gppnetwork.org).")
    private @Nullable String host;

    @Option(
            names = "--diameter-realm",
            paramLabel = "NAME",
            description = "Its Diameter realm (default: epc.mnc001.mcc001.3gppnetwork.org).")
    private @Nullable String realm;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            converter = NeighbourOption.class,
            description = {
                "A Diameter node to connect to, such as a DRA; sctp:HOST:PORT for SCTP; may be"
                        + " repeated."
            })
    private List<Neighbour> connect = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (default: DIR/veritac.yaml).")
    private @Nullable Path config;

    @Option(
            names = "--demo",
            description = "Fill an empty directory with a generated nation first.")
    private boolean demo;

    /// Reads addresses on the command line.
    static final class WhereOption implements ITypeConverter<Where> {
        @Override
        public Where convert(String text) {
            return Where.ifValid(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is not HOST:PORT"));
        }
    }

    /// Reads nodes to connect to on the command line.
    static final class NeighbourOption implements ITypeConverter<Neighbour> {
        @Override
        public Neighbour convert(String text) {
            return Neighbour.ifValid(text)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'" + text + "' is not HOST:PORT or sctp:HOST:PORT"));
        }
    }

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Shell shell) throws IOException {
        Path directory = shell.folder().resolve(directory()).normalize();
        Path file =
                config == null
                        ? ConfigurationFile.usual(directory)
                        : shell.folder().resolve(config).normalize();
        ConfigurationFile read =
                config != null || Files.exists(file) ? ConfigurationFile.read(file) : null;
        Settings settings =
                overridden(
                        read == null
                                ? SettingsText.read(SettingsText.standardFile(), directory)
                                : read.settings());
        Logging.level(settings.log());
        var start =
                new Serving.Start(directory, file, settings, demo ? Serve::nation : null, shell);
        var started = new CompletableFuture<Serving>();
        // Before the start, which a SIGHUP must not end: it waits until there is what to reload.
        Hangup.runs(() -> started.join().reload());
        try (var serving = Serving.start(start)) {
            started.complete(serving);
            shell.out().write((serving.ready() + "\n").getBytes(StandardCharsets.UTF_8));
            shell.out().flush();
            new Drain(serving).await();
        }
        return Exit.DONE;
    }

    private static void nation(Register register, Path directory, Consumer<String> say)
            throws IOException {
        Guide guide = org.veritac.console.demo.Demo.fill(register, directory.resolve("demo"));
        say.accept(guide.text("--data " + directory));
    }

    private Settings overridden(Settings settings) {
        Settings.Listen listen = settings.listen();
        Settings.Diameter node = settings.diameter();
        return settings.with(
                        new Settings.Listen(
                                s13 == null ? listen.s13() : s13,
                                n5g == null ? listen.n5g() : n5g,
                                gsup == null ? listen.gsup() : gsup,
                                http == null ? listen.http() : http))
                .with(
                        new Settings.Diameter(
                                host == null ? node.host() : host,
                                realm == null ? node.realm() : realm,
                                connect.isEmpty() ? node.connect() : connect,
                                node.rules(),
                                node.tls(),
                                node.sctp(),
                                node.connections(),
                                node.requestsPerSecond()));
    }
}
