// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;

import org.veritac.applets.usim.Comp128;
import org.veritac.applets.usim.Functions;
import org.veritac.applets.usim.Milenage;
import org.veritac.applets.usim.TestAlgorithm;
import org.veritac.applets.usim.Tuak;

/// The algorithm of the subscription as the token itself uses it while it is free, with the keys
/// that it reads for each challenge from the part that it would hand over. Keys of an algorithm
/// that it does not know are carried and handed over; it answers no network with them.
final class Algorithms implements Functions {
    /// A state of Keccak; COMP128 needs less.
    private static final short WORK_BYTES = 200;

    private final Parts parts;
    private final KeyPlaces places;
    private final Milenage milenage = Milenage.forSession();
    private final TestAlgorithm test = TestAlgorithm.forSession();
    private final Tuak tuak;
    private final Comp128 comp128;

    /// Which of them the subscription has, as it was looked up last.
    private final short[] kind =
            JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_DESELECT);

    Algorithms(Parts parts) {
        this.parts = parts;
        places = new KeyPlaces(parts);
        byte[] work = JCSystem.makeTransientByteArray(WORK_BYTES, JCSystem.CLEAR_ON_DESELECT);
        tuak = Tuak.forSession(work);
        comp128 = Comp128.forSession(work);
    }

    /// Looks up the algorithm of the subscription; before everything else of a challenge.
    ///
    /// @return whether the token knows it
    boolean look() {
        kind[0] = places.look();
        return kind[0] != KeyPlaces.NONE;
    }

    /// Whether it is one of GSM, which proves no network.
    boolean isOfGsm() {
        return kind[0] == KeyPlaces.COMP128;
    }

    /// The one of GSM, begun with a challenge.
    Comp128 begunOfGsm(byte[] rand, short off) {
        Area keys = parts.current(Parts.KEYS);
        comp128.personalise(keys.bytes, places.k(), places.detail());
        comp128.begin(rand, off);
        return comp128;
    }

    private Functions chosen() {
        switch (kind[0]) {
            case KeyPlaces.MILENAGE:
                return milenage;
            case KeyPlaces.TUAK:
                return tuak;
            default:
                return test;
        }
    }

    @Override
    public void begin(byte[] rand, short off) {
        Area keys = parts.current(Parts.KEYS);
        if (kind[0] == KeyPlaces.MILENAGE) {
            milenage.personalise(keys.bytes, places.k());
        } else if (kind[0] == KeyPlaces.TUAK) {
            tuak.personalise(keys.bytes, places.k(), places.topc(), places.detail());
            tuak.iterate(places.times());
        } else {
            test.personalise(keys.bytes, places.k(), places.detail());
        }
        chosen().begin(rand, off);
    }

    @Override
    public void macA(byte[] sqnAmf, short off, byte[] out, short outOff) {
        chosen().macA(sqnAmf, off, out, outOff);
    }

    @Override
    public void macS(byte[] sqnAmf, short off, byte[] out, short outOff) {
        chosen().macS(sqnAmf, off, out, outOff);
    }

    @Override
    public short res(byte[] out, short outOff) {
        return chosen().res(out, outOff);
    }

    @Override
    public short ck(byte[] out, short outOff) {
        return chosen().ck(out, outOff);
    }

    @Override
    public short ik(byte[] out, short outOff) {
        return chosen().ik(out, outOff);
    }

    @Override
    public void ak(byte[] out, short outOff) {
        chosen().ak(out, outOff);
    }

    @Override
    public void akStar(byte[] out, short outOff) {
        chosen().akStar(out, outOff);
    }

    @Override
    public boolean asksForResynchronisation(byte[] amf, short off) {
        return chosen().asksForResynchronisation(amf, off);
    }

    @Override
    public void clear() {
        milenage.clear();
        test.clear();
        tuak.clear();
    }
}
