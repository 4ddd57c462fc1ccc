// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.List;

/// Whatever stands in an authentic packet, it is read or has a flaw; what is read is written the
/// same.
class ReportFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyData(byte[] data) {
        if (Report.read(data) instanceof Reading.Whole<Report>(Report report)) {
            assertThat(report.write()).isEqualTo(data);
        }
        if (Instructions.read(data)
                instanceof Reading.Whole<List<Instruction>>(List<Instruction> instructions)) {
            assertThat(Instructions.write(instructions)).isEqualTo(data);
        }
        assertThat(Reply.read(data)).isNotNull();
    }
}
