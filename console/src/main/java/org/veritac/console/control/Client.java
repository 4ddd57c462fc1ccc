// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The side of the command: hands it to the `serve` that owns a directory.
public final class Client implements Closeable {
    private final SocketChannel channel;

    private Client(SocketChannel channel) {
        this.channel = channel;
    }

    /// Where what a command says goes.
    ///
    /// @param out standard output
    /// @param err standard error
    /// @param steps is told how far the work is
    public record Screen(OutputStream out, OutputStream err, Steps steps) {}

    /// Is told how far work is.
    @FunctionalInterface
    public interface Steps {
        /// Called now and then.
        void at(String stage, long done, long total);
    }

    /// Reaches the server of a directory; empty when there is none, also when one was killed and
    /// has left its socket.
    public static Optional<Client> connect(Path directory) {
        if (!Files.exists(SocketFile.of(directory))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Client(SocketFile.connect(directory)));
        } catch (IOException e) {
            return Optional
                    .empty(); // nobody listens, and whether the directory is free its lock says
        }
    }

    /// Lets the server run a command.
    ///
    /// @return its exit code
    /// @throws IOException when the server has gone; what was asked may have happened or not
    public int run(Request request, Screen screen) throws IOException {
        ask(request);
        InputStream in = Channels.newInputStream(channel);
        while (true) {
            switch (Frame.read(in)) {
                case Frame.Out(byte[] octets) -> print(screen.out(), octets);
                case Frame.Err(byte[] octets) -> screen.err().write(octets);
                case Frame.Step(String stage, long done, long total) ->
                        screen.steps().at(stage, done, total);
                case Frame.End(int code) -> {
                    return code;
                }
                case Frame.Gone _ ->
                        throw new SocketException(
                                "the server ended before its answer: whether the command has"
                                        + " happened is seen with ./veritac status");
                case Frame.Garbled(String why) -> throw new SocketException(why);
                case Frame.Ask _, Frame.Cancel _ ->
                        throw new SocketException("the server asks instead of answering");
            }
        }
    }

    /// Whoever reads the output may have had enough of it, as `head` has.
    private static void print(OutputStream out, byte[] octets) throws IOException {
        try {
            out.write(octets);
        } catch (IOException e) {
            throw new IOException("standard output cannot be written any more", e);
        }
    }

    /// Sends what to run. A server that refuses at once may have closed its ear and still have said
    /// why, so that failing here is for the reader to tell.
    private void ask(Request request) {
        byte[] octets = new Frame.Ask(request).encoded();
        try {
            send(octets);
        } catch (IOException e) {
            return; // what can be read now says more than this
        }
    }

    /// Asks the server to stop, if the command has not come into force.
    public void cancel() throws IOException {
        send(new Frame.Cancel().encoded());
    }

    private void send(byte[] octets) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
