// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A message that a [Probe] has read.
public final class Reply {
    private final byte[] octets;

    Reply(byte[] octets) {
        this.octets = octets;
    }

    public byte[] octets() {
        return Arrays.copyOf(octets, octets.length);
    }

    public Header header() {
        return Header.read(octets, 0);
    }

    public List<Avp> all(AvpRule rule) {
        var found = new ArrayList<Avp>();
        int at = Header.LENGTH;
        while (at < octets.length) {
            Avp avp = Avp.at(octets, at);
            if (avp.is(rule)) {
                found.add(avp);
            }
            at = avp.next();
        }
        return found;
    }

    public boolean has(AvpRule rule) {
        return !all(rule).isEmpty();
    }

    public Avp avp(AvpRule rule) {
        return all(rule).getFirst();
    }

    /// The Result-Code.
    public int result() {
        return avp(Base.RESULT_CODE).unsigned32();
    }

    /// The code in the Experimental-Result.
    public int experimental() {
        Avp code = avp(Base.EXPERIMENTAL_RESULT).find(Base.EXPERIMENTAL_RESULT_CODE);
        return code == null ? 0 : code.unsigned32();
    }

    /// The codes of the AVPs in the Failed-AVP, each inside the one before.
    public List<Integer> failed() {
        var codes = new ArrayList<Integer>();
        byte[] data = avp(Base.FAILED_AVP).data();
        codes.add(Wire.i32(data, 0));
        int header = Avp.headerLength(data, 0);
        if (codes.contains(1401) && data.length > header) {
            codes.add(Wire.i32(data, header));
        }
        return codes;
    }
}
