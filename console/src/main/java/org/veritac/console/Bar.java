// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;
import org.veritac.console.command.Shell;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Shows on a terminal how far work is, one bar for each stage; elsewhere it shows nothing.
final class Bar implements Closeable {
    private static final int WIDTH = 78;
    private static final int UPDATE_MILLIS = 200;
    private static final int INDEFINITE = -1;

    private final Shell shell;
    private String stage = "";
    private @Nullable ProgressBar bar;

    Bar(Shell shell) {
        this.shell = shell;
    }

    void at(String name, long done, long total) {
        if (!shell.terminal()) {
            return;
        }
        ProgressBar shown = bar;
        if (shown == null || !name.equals(stage)) {
            close();
            stage = name;
            shown = made(name, total);
            bar = shown;
        }
        shown.stepTo(done);
    }

    private ProgressBar made(String name, long total) {
        var err = new PrintStream(shell.err(), true, StandardCharsets.UTF_8);
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total == 0 ? INDEFINITE : total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .clearDisplayOnFinish()
                .build();
    }

    /// An output in front of which the bar goes away.
    OutputStream before(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                Bar.this.close();
                out.write(octets, from, length);
            }
        };
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
