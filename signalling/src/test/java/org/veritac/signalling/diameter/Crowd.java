// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;

/// Many peers in a process of their own, because one process may have too few file handles for both
/// ends. Arguments: port and how many. They connect, send a CER and stay until standard input ends.
final class Crowd {
    private Crowd() {}

    static Process start(int port, int count) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crowd.class.getName(),
                        String.valueOf(port),
                        String.valueOf(count))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            byte[] cer = Draft.cer("peer" + i + ".example.net", Echo.ID).octets();
            socket.getOutputStream().write(cer);
        }
        if (System.in.read() < 0) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
