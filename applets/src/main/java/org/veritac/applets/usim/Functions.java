// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

/// The functions f1 to f5 and f1*, f5* of an authentication (TS 33.102, 6.3) for one challenge. In
/// the order in which they are asked they may overwrite what they work in, never what they gave.
public interface Functions {
    /// The longest RES, CK and IK, which TUAK has.
    short BYTES_MAX = 32;

    /// Begins with a challenge.
    ///
    /// @param rand where RAND stands, 16 bytes
    /// @param off where it begins
    void begin(byte[] rand, short off);

    /// f1: MAC-A, 8 bytes.
    ///
    /// @param sqnAmf where SQN || AMF stand, 8 bytes
    /// @param off where they begin
    /// @param out where it goes
    /// @param outOff where it begins
    void macA(byte[] sqnAmf, short off, byte[] out, short outOff);

    /// f1*: MAC-S, 8 bytes.
    ///
    /// @param sqnAmf where SQN || AMF stand, 8 bytes
    /// @param off where they begin
    /// @param out where it goes
    /// @param outOff where it begins
    void macS(byte[] sqnAmf, short off, byte[] out, short outOff);

    /// f2: RES.
    ///
    /// @return its length, 4 to 32
    short res(byte[] out, short outOff);

    /// f3: CK.
    ///
    /// @return its length, 16 or 32
    short ck(byte[] out, short outOff);

    /// f4: IK.
    ///
    /// @return its length, 16 or 32
    short ik(byte[] out, short outOff);

    /// f5: AK, 6 bytes.
    void ak(byte[] out, short outOff);

    /// f5*: AK of a resynchronisation, 6 bytes.
    void akStar(byte[] out, short outOff);

    /// Whether the network asks, by this value of AMF, for a resynchronisation in any case.
    ///
    /// @param off where the two bytes stand
    boolean asksForResynchronisation(byte[] amf, short off);

    /// Forgets the challenge.
    void clear();
}
