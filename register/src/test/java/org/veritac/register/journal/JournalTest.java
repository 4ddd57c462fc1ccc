// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

final class JournalTest {
    private static final int RECORDS = 5;

    private final Journal journal = new Journal(new SecureRandom());
    private Connection db;
    private Head head = Head.EMPTY;

    @BeforeEach
    void open() throws SQLException {
        db = DriverManager.getConnection("jdbc:sqlite::memory:");
        Journal.createTables(db);
        for (int i = 1; i <= RECORDS; i++) {
            append(i, "body " + i);
        }
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    /// Each record has a private part, committed to in its body.
    private void append(long position, String note) throws SQLException {
        Journal.Commitment secret = journal.commit("{\"note\":\"" + note + "\"}");
        String body = "{\"" + Journal.COMMITMENT + "\":\"" + secret.hash() + "\"}";
        head =
                journal.append(
                        db,
                        head,
                        new JournalRecord(position, 1000 + position, "who", "add/1", body, null),
                        secret);
    }

    private Verification verify(@Nullable Head kept) throws SQLException {
        return Journal.verify(db, kept, p -> {});
    }

    private void execute(String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void aWholeChainVerifiesAndTellsItsHead() throws SQLException {
        var positions = new ArrayList<Long>();
        assertThat(Journal.verify(db, null, positions::add))
                .isEqualTo(new Verification.Whole(head, 0));
        assertThat(positions).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(Journal.head(db)).isEqualTo(head);
        assertThat(verify(head)).isInstanceOf(Verification.Whole.class);
    }

    @Test
    void anEmptyJournalVerifies() throws SQLException {
        execute("DELETE FROM journal");
        assertThat(verify(null)).isEqualTo(new Verification.Whole(Head.EMPTY, 0));
        assertThat(verify(head)).isInstanceOf(Verification.Broken.class);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "3; UPDATE journal SET body = body || ' ' WHERE position = 3",
                "3; UPDATE journal SET body = REPLACE(body, 'private', 'Private') WHERE position ="
                        + " 3",
                "3; UPDATE journal SET hash = zeroblob(32) WHERE position = 3",
                "3; UPDATE journal SET hash = x'00' WHERE position = 3",
                "3; UPDATE journal SET who = 'me' WHERE position = 3",
                "3; UPDATE journal SET at = at + 1 WHERE position = 3",
                "3; UPDATE journal SET kind = 'remove/1' WHERE position = 3",
                "3; UPDATE journal SET who = 'w', kind = 'hoadd/1' WHERE position = 3",
                "4; DELETE FROM journal WHERE position = 3",
                "2; DELETE FROM journal WHERE position = 1",
                "9; UPDATE journal SET position = 9 WHERE position = 5",
                "3; UPDATE private SET body = 'x' WHERE position = 3",
                "3; UPDATE private SET salt = zeroblob(16) WHERE position = 3",
            })
    void findsWhatWasTamperedWith(long position, String sql) throws SQLException {
        execute(sql);
        assertThat(verify(null))
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.position()).isEqualTo(position));
    }

    @Test
    void findsRecordsThatChangedPlaces() throws SQLException {
        execute("UPDATE journal SET position = 99 WHERE position = 3");
        execute("UPDATE journal SET position = 3 WHERE position = 4");
        execute("UPDATE journal SET position = 4 WHERE position = 99");
        assertThat(verify(null)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void findsPrivatePartsThatChangedPlaces() throws SQLException {
        execute("UPDATE private SET position = 99 WHERE position = 3");
        execute("UPDATE private SET position = 3 WHERE position = 4");
        execute("UPDATE private SET position = 4 WHERE position = 99");
        assertThat(verify(null)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void findsAPrivatePartWhereNoneWasCommittedTo() throws SQLException {
        head =
                journal.append(
                        db, head, new JournalRecord(6, 2000, "who", "tick/1", "{}", null), null);
        execute("INSERT INTO private VALUES (6, zeroblob(16), '{}')");
        assertThat(verify(null)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void aChainRewrittenAsAWholeOrCutIsFoundByAHeadKeptElsewhere() throws SQLException {
        Head kept = head;
        execute("DELETE FROM journal");
        execute("DELETE FROM private");
        head = Head.EMPTY;
        for (int i = 1; i <= RECORDS + 1; i++) {
            append(i, "another " + i);
        }
        assertThat(verify(null)).isInstanceOf(Verification.Whole.class);
        assertThat(verify(kept))
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.position()).isEqualTo(RECORDS));
        Head newest = head;
        execute("DELETE FROM journal WHERE position > 4");
        assertThat(verify(null)).isInstanceOf(Verification.Whole.class);
        assertThat(verify(newest)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void aDeletedPrivatePartIsCountedAndTheChainVerifies() throws SQLException {
        execute("DELETE FROM private WHERE position IN (2, 3)");
        assertThat(verify(head)).isEqualTo(new Verification.Whole(head, 2));
        assertThat(Journal.record(db, 2).privateBody()).isNull();
    }

    @Test
    void takesOnlyTheRecordThatFollows() {
        for (var record :
                new JournalRecord[] {
                    new JournalRecord(5, 9000, "who", "add/1", "{}", null),
                    new JournalRecord(7, 9000, "who", "add/1", "{}", null),
                    new JournalRecord(6, 1, "who", "add/1", "{}", null)
                }) {
            assertThatThrownBy(() -> journal.append(db, head, record, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Journal.record(db, 6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeadIsReadAsItIsWritten() {
        assertThat(Head.ifValid(head.text() + "\n"))
                .hasValueSatisfying(read -> assertThat(read.text()).isEqualTo(head.text()));
        assertThat(Head.ifValid("")).isEmpty();
        assertThat(Head.ifValid("5")).isEmpty();
        assertThat(Head.ifValid("5 " + "g".repeat(64))).isEmpty();
        assertThat(Head.ifValid("5 " + "0".repeat(63))).isEmpty();
        assertThat(Head.ifValid("-5 " + "0".repeat(64))).isEmpty();
    }
}
