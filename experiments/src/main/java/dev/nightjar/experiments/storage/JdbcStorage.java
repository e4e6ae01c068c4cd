package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Studies in an H2 database: a file, {@code jdbc:h2:file:PATH} ({@code ~} and relative paths are
 * understood), or, for tests, {@code jdbc:h2:mem:NAME}.
 *
 * <p>What a call stored is in the file when it returns, and outlives a kill -9; all but epoch
 * reports and the renewing of leases is also forced onto the device. Several processes may use one
 * file at the same time, on one host: the first writer lets the others in.
 *
 * <p>The database's user is {@code sa}, or {@code ;USER=…} of the URL; its password comes from the
 * environment variable {@value #PASSWORD_VARIABLE}, and is empty without it.
 */
public final class JdbcStorage implements Storage {

  /** The environment variable that holds the database's password. */
  public static final String PASSWORD_VARIABLE = "NIGHTJAR_DB_PASSWORD";

  /** How long to wait for another process to let go of the file, or to take it over. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Transactions transactions;
  private final boolean readOnly;
  private final String location;

  private JdbcStorage(Transactions transactions, boolean readOnly, String location) {
    this.transactions = transactions;
    this.readOnly = readOnly;
    this.location = location;
  }

  /**
   * Opens a storage for reading and writing; folder, file and tables are made if there are none.
   *
   * @throws StorageException if the URL is not understood, or the database cannot be opened, is
   *     damaged, or was written by a newer version
   */
  public static JdbcStorage open(String url) {
    return open(url, password(), PATIENCE);
  }

  /**
   * Opens a storage for looking at it, whether or not a search is using it. Nothing is created;
   * every method that writes throws {@link StorageException}.
   *
   * @throws StorageException as {@link #open(String)}, and if there is no database
   */
  public static JdbcStorage openForReading(String url) {
    return openForReading(url, password(), PATIENCE);
  }

  private static String password() {
    return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).orElse("");
  }

  static JdbcStorage open(String url, String password, Duration patience) {
    H2Url h2 = H2Url.parse(url);
    if (!h2.memory()) {
      OwnedDatabase.prepareFolder(h2);
    }
    WritingConnections connections;
    try {
      if (!h2.memory()) {
        NewDatabase.createIfMissing(h2, password);
      }
      connections = new WritingConnections(h2, password, patience);
    } catch (SQLException | IOException | RuntimeException e) {
      throw StorageProblems.explain(h2.location(), e);
    }
    Transactions transactions = new Transactions(connections, Dialect.H2, h2.location(), patience);
    try {
      OptionalInt version = transactions.read(Schema::version);
      Schema.requireNotNewer(version.orElse(0), h2.location());
      if (version.orElse(0) < Schema.VERSION) {
        Schema.migrate(connections.dataSource(), Dialect.H2);
      }
      return new JdbcStorage(transactions, false, h2.location());
    } catch (RuntimeException e) {
      transactions.close();
      throw StorageProblems.explain(h2.location(), e);
    }
  }

  static JdbcStorage openForReading(String url, String password, Duration patience) {
    H2Url h2 = H2Url.parse(url);
    Transactions transactions =
        new Transactions(
            new ReadingConnections(h2, password, patience), Dialect.H2, h2.location(), patience);
    try {
      OptionalInt version = transactions.read(Schema::version);
      Schema.requireNotNewer(version.orElse(0), h2.location());
      if (version.isEmpty()) {
        throw ReadingConnections.missing(h2);
      }
      if (version.getAsInt() == Schema.VERSION) {
        return new JdbcStorage(transactions, true, h2.location());
      }
    } catch (RuntimeException e) {
      transactions.close();
      throw StorageProblems.explain(h2.location(), e);
    }
    transactions.close();
    open(url, password, patience).close(); // A writer brings older tables up to date.
    return openForReading(url, password, patience);
  }

  private void requireWritable() {
    if (readOnly) {
      throw new StorageException("storage " + location + " was opened for reading only");
    }
  }

  @Override
  public Study create(StudyDefinition definition) {
    requireWritable();
    return transactions.writeThroughAndGet(
        (handle, again) -> {
          Optional<Study> before =
              again ? StudyTable.find(handle, definition.name()) : Optional.empty();
          // After a lost connection an equal study is the one that the try before created.
          return before
              .filter(s -> s.definition().equals(definition))
              .orElseGet(() -> StudyTable.create(handle, definition));
        });
  }

  @Override
  public Optional<Study> find(String name) {
    return transactions.read(handle -> StudyTable.find(handle, name));
  }

  @Override
  public List<StudySummary> studies() {
    return transactions.read(StudyTable::summaries);
  }

  @Override
  public void rename(String name, String newName) {
    requireWritable();
    StudyDefinition.requireName(newName);
    transactions.writeThrough((handle, again) -> StudyTable.rename(handle, name, newName, again));
  }

  @Override
  public void update(long studyId, StudyDefinition definition) {
    requireWritable();
    transactions.writeThrough((handle, again) -> StudyTable.update(handle, studyId, definition));
  }

  @Override
  public void recordElapsed(long studyId, Duration elapsed) {
    requireWritable();
    transactions.write((handle, again) -> StudyTable.recordElapsed(handle, studyId, elapsed));
  }

  @Override
  public StudyLease acquire(
      long studyId, String holder, Duration duration, Predicate<String> dead) {
    requireWritable();
    return transactions.writeThroughAndGet(
        (handle, again) -> LeaseTable.acquire(handle, studyId, holder, duration, dead));
  }

  @Override
  public void renew(StudyLease lease, Duration duration) {
    requireWritable();
    transactions.write((handle, again) -> LeaseTable.renew(handle, lease, duration));
  }

  @Override
  public void release(StudyLease lease) {
    requireWritable();
    transactions.writeThrough((handle, again) -> LeaseTable.release(handle, lease));
  }

  @Override
  public void start(StudyLease lease, TrialSpec spec) {
    requireWritable();
    transactions.writeThrough((handle, again) -> TrialTable.start(handle, lease, spec, again));
  }

  @Override
  public void began(StudyLease lease, TrialSpec spec, String worker) {
    requireWritable();
    transactions.write((handle, again) -> TrialTable.began(handle, lease, spec, worker));
  }

  @Override
  public void report(StudyLease lease, TrialSpec spec, EpochReport report, String worker) {
    requireWritable();
    transactions.write((handle, again) -> TrialTable.report(handle, lease, spec, report, worker));
  }

  @Override
  public void finish(
      StudyLease lease,
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> attachments) {
    requireWritable();
    transactions.writeThrough(
        (handle, again) ->
            TrialTable.finish(handle, lease, spec, outcome, duration, worker, attachments, again));
  }

  @Override
  public void requeue(StudyLease lease, TrialSpec spec) {
    requireWritable();
    transactions.writeThrough((handle, again) -> TrialTable.requeue(handle, lease, spec, again));
  }

  @Override
  public List<Trial> trials(long studyId) {
    return transactions.read(handle -> TrialLoader.load(handle, studyId));
  }

  @Override
  public Optional<Attachment> attachment(long studyId, int number, String name) {
    return transactions.read(handle -> AttachmentTable.find(handle, studyId, number, name));
  }

  @Override
  public List<String> attachmentNames(long studyId, int number) {
    return transactions.read(handle -> AttachmentTable.names(handle, studyId, number));
  }

  @Override
  public void removeAttachment(long studyId, int number, String name) {
    requireWritable();
    transactions.write((handle, again) -> AttachmentTable.remove(handle, studyId, number, name));
  }

  @Override
  public void recordTestScore(long studyId, int number, Map<String, Double> metrics) {
    requireWritable();
    transactions.writeThrough(
        (handle, again) -> {
          TrialTable.require(handle, studyId, number);
          handle.execute(
              "DELETE FROM test_score WHERE study_id = ? AND number = ?", studyId, number);
          MetricRows.insert(handle, "test_score", studyId, number, metrics);
        });
  }

  @Override
  public Map<String, Double> testScore(long studyId, int number) {
    return transactions.read(
        handle -> {
          Map<String, Double> metrics = new TreeMap<>();
          handle
              .createQuery(
                  "SELECT metric, measured FROM test_score WHERE study_id = :study AND number ="
                      + " :number")
              .bind("study", studyId)
              .bind("number", number)
              .scanResultSet(
                  (rows, context) -> {
                    ResultSet rs = rows.get();
                    while (rs.next()) {
                      metrics.put(rs.getString(1), rs.getDouble(2));
                    }
                    return metrics;
                  });
          return Collections.unmodifiableMap(metrics);
        });
  }

  @Override
  public void close() {
    transactions.close();
  }
}
