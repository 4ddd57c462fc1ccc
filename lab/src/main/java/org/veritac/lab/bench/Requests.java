// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.signalling.diameter.Client;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.diameter.Writer;
import org.veritac.signalling.s13.EquipmentRequest;

import java.io.IOException;
import java.util.SplittableRandom;

/// A ring of encoded equipment checks, so that the generator costs less than the server. The place
/// in the ring is the Hop-by-Hop Identifier.
final class Requests {
    /// How many different checks; also the most that can be under way on one connection.
    static final int COUNT = 1 << 14;

    private final byte[] octets;
    private final int[] starts = new int[COUNT + 1];

    Requests(Population population, Identity from, String realm, long seed) {
        var random = new SplittableRandom(seed);
        var writer = new Writer();
        for (int i = 0; i < COUNT; i++) {
            starts[i] = writer.size();
            Imei imei = new Imei(population.query(random));
            Imsi imsi = new Imsi(1_010_000_000_000L + random.nextLong(1_000_000_000), 15);
            request(imei, imsi, from, realm).write(writer, i);
        }
        starts[COUNT] = writer.size();
        octets = writer.octets();
    }

    private static EquipmentRequest request(Imei imei, Imsi imsi, Identity from, String realm) {
        return new EquipmentRequest(
                from.host(), from.realm(), realm, imei.digits(), imsi.digits(), null);
    }

    /// Sends checks of the ring from one count to another.
    void send(Client client, long from, long to) throws IOException {
        long next = from;
        while (next < to) {
            int place = (int) (next % COUNT);
            int run = (int) Math.min(to - next, COUNT - place);
            client.send(octets, starts[place], starts[place + run]);
            next += run;
        }
    }
}
