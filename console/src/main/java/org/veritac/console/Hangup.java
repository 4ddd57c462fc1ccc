// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// SIGHUP, which asks a server to read its configuration again and not to end.
///
/// Java has no supported way to hear a signal other than the end of the process, so this class is
/// the one that uses `sun.misc.Signal`.
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    /// Runs something at each SIGHUP from here on, in a thread of its own. Of those that come while
    /// it runs, one is kept and stands for all.
    static void runs(Runnable work) {
        var thread = Thread.ofPlatform().daemon().name("hangup").factory();
        var one =
                new ThreadPoolExecutor(
                        0,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(1),
                        thread,
                        new ThreadPoolExecutor.DiscardPolicy());
        try {
            var before = sun.misc.Signal.handle(new sun.misc.Signal("HUP"), _ -> one.execute(work));
            if (before.equals(sun.misc.SignalHandler.SIG_IGN)) {
                LOG.warn("SIGHUP is ignored, as nohup asks for; use config reload");
            }
        } catch (IllegalArgumentException e) {
            LOG.info("no SIGHUP here ({}); use config reload", e.getMessage());
        }
    }
}
