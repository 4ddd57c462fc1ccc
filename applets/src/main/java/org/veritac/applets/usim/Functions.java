// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

/// The functions f1 to f5 and f1*, f5* of an authentication (TS 33.102, 6.3) for one challenge, as
/// output blocks of 16 bytes cut as Milenage cuts them.
public interface Functions {
    /// Begins with a challenge.
    ///
    /// @param rand where RAND stands, 16 bytes
    /// @param off where it begins
    void begin(byte[] rand, short off);

    /// OUT1: f1 (MAC-A) is its bytes 0 to 7, f1* (MAC-S) its bytes 8 to 15.
    ///
    /// @param sqnAmf where SQN || AMF stand, 8 bytes
    /// @param off where they begin
    /// @param out where the 16 bytes go
    /// @param outOff where they begin
    void out1(byte[] sqnAmf, short off, byte[] out, short outOff);

    /// OUT2 (f5, f2), OUT3 (f3), OUT4 (f4) or OUT5 (f5*).
    ///
    /// @param which [Milenage#OUT2] to [Milenage#OUT5]
    /// @param out where the 16 bytes go
    /// @param outOff where they begin
    void out(byte which, byte[] out, short outOff);

    /// Copies what RES has beyond the 8 bytes in OUT2.
    ///
    /// @return how many bytes, 0 or 8
    short moreRes(byte[] out, short outOff);

    /// Forgets the challenge.
    void clear();
}
