package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.storage.StorageException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresProblemsTest {

  private final PostgresProblems problems =
      new PostgresProblems("jdbc:postgresql://h:5432/s", "ann");

  @ParameterizedTest
  @CsvSource({
    "53100, disk is full, false",
    "XX001, damaged, false",
    "28P01, password is wrong, false",
    "3D000, no such database, false",
    "42501, may not do that, false",
    "25006, cannot be written, false",
    "42P01, tables of Nightjar are missing, false",
    "22P05, UTF8, false",
    "28000, pg_hba.conf, false",
    "08004, pg_hba.conf, false",
    "23505, cannot be read or written, false",
    "40001, locked, true",
    "40P01, locked, true",
    "55P03, locked, true",
    "53300, max_connections, true",
    "57P03, starting or shutting down, true",
    "08001, no server answers there, true",
    "08006, connection was lost, true",
    "08003, connection was lost, true",
    "57P01, connection was lost, true",
    "57P02, connection was lost, true",
    "25P03, connection was lost, true",
  })
  void aStateIsToldInWordsAndIsWaitedForIfItPasses(String state, String words, boolean passes) {
    // As libraries hand it on.
    RuntimeException failure =
        new IllegalStateException("wrapped", new SQLException("what the server says", state));
    assertThat(problems.explain(failure))
        .hasMessageStartingWith("storage jdbc:postgresql://h:5432/s")
        .hasMessageContaining(words)
        .hasMessageContaining("what the server says")
        .hasCause(failure);
    assertThat(problems.passing(failure)).isEqualTo(passes);
  }

  @Test
  void theMostTellingCauseCounts() {
    SQLException noPassword =
        new SQLException("The server requested a password, but none was provided.", "08004");
    assertThat(problems.explain(new SQLTransientConnectionException("pool", "08004", noPassword)))
        .hasMessageContaining("user ann: user or password is wrong")
        .hasMessageContaining("NIGHTJAR_DB_PASSWORD");
    assertThat(problems.passing(new SQLTransientConnectionException("pool", noPassword))).isFalse();
    assertThat(problems.passing(new SQLTransientConnectionException("the pool is used up")))
        .isTrue();
    assertThat(problems.explain(new SQLException("failed", "08001", new UnknownHostException("h"))))
        .hasMessageContaining("host is not known");
    assertThat(
            problems.explain(new SQLException("failed", "08001", new ConnectException("refused"))))
        .hasMessageContaining("no server answers there (refused)");
    SQLException tls = new SQLException("SSL error", "08006", new SSLHandshakeException("PKIX"));
    assertThat(problems.explain(tls)).hasMessageContaining("sslrootcert");
    assertThat(problems.passing(tls)).isFalse();
  }

  @Test
  void whatWasExplainedIsPassedOn() {
    StorageException explained = new StorageException("there is no study x");
    assertThat(problems.explain(explained)).isSameAs(explained);
    assertThat(problems.passing(explained)).isFalse();
    assertThat(problems.explain(new DamageException("trial 3 is not as it was stored")))
        .hasMessageContaining("trial 3")
        .hasMessageContaining("point-in-time recovery");
  }

  @Test
  void atItsBeginningOnlyWhatEndsByItselfIsWaitedFor() {
    assertThat(problems.passingSoon(new SQLException("starting", "57P03"))).isTrue();
    assertThat(problems.passingSoon(new SQLException("refused", "08001"))).isFalse();
  }
}
