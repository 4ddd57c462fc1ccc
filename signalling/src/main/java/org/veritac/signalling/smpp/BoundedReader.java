// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads PDUs and believes no length above a bound: jSMPP's own reader reserves whatever a peer
/// announces, up to two gigabytes, and a length below that of a header ends its thread.
final class BoundedReader implements PDUReader {
    /// The longest PDU that is read. A submit_sm with every field full is under 600 octets; the
    /// rest is for optional parameters.
    static final int PDU_OCTETS_MAX = 4096;

    @Override
    public Command readPDUHeader(DataInputStream in)
            throws InvalidCommandLengthException, IOException {
        var header = new Command();
        header.setCommandLength(in.readInt());
        int length = header.getCommandLength();
        if (length < SMPPConstant.PDU_HEADER_LENGTH || length > PDU_OCTETS_MAX) {
            // After a wrong length nothing that follows has a place: the connection ends.
            throw new IOException("a PDU of " + Integer.toUnsignedString(length) + " octets");
        }
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] pdu = new byte[header.getCommandLength()];
        ByteBuffer.wrap(pdu)
                .putInt(header.getCommandLength())
                .putInt(header.getCommandId())
                .putInt(header.getCommandStatus())
                .putInt(header.getSequenceNumber());
        in.readFully(
                pdu, SMPPConstant.PDU_HEADER_LENGTH, pdu.length - SMPPConstant.PDU_HEADER_LENGTH);
        return pdu;
    }

    @Override
    public byte[] readPDU(
            DataInputStream in,
            int commandLength,
            int commandId,
            int commandStatus,
            int sequenceNumber)
            throws IOException {
        var header = new Command();
        header.setCommandLength(commandLength);
        header.setCommandId(commandId);
        header.setCommandStatus(commandStatus);
        header.setSequenceNumber(sequenceNumber);
        return readPDU(in, header);
    }
}
