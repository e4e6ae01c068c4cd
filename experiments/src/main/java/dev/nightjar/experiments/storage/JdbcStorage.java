package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.HolderCheck;
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
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Studies in an H2 database: a file, {@code jdbc:h2:file:PATH} ({@code ~} and relative paths are
 * understood), or, for tests, {@code jdbc:h2:mem:NAME}.
 *
 * <p>What a call stored is in the file when it returns, and outlives a kill -9; all but epoch
 * reports and the renewing of leases is also forced onto the device. Several processes may use one
 * file at the same time, on one host: the first writer lets the others in. Whoever writes backs the
 * file up now and then ({@link Restoration} uses that).
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
  private final Optional<Upkeep> upkeep;
  private final String location;

  /**
   * A storage.
   *
   * @param upkeep what is done beside the database; only who writes does it
   */
  private JdbcStorage(Transactions transactions, Optional<Upkeep> upkeep, String location) {
    this.transactions = transactions;
    this.upkeep = upkeep;
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

  static String password() {
    return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).orElse("");
  }

  static JdbcStorage open(String url, String password, Duration patience) {
    H2Url h2 = H2Url.parse(url);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        if (!h2.memory()) {
          prepare(h2, password);
        }
        Map<Long, Long> counted = counted(h2);
        WritingConnections connections = connect(h2, password, patience);
        Transactions transactions =
            new Transactions(connections, Dialect.H2, h2.location(), patience);
        boolean opened = false;
        try {
          int version = version(transactions, h2).orElse(0);
          if (version < Schema.VERSION && h2.memory()) {
            Schema.migrate(connections.dataSource(), Dialect.H2);
            version = Schema.VERSION;
          }
          if (version == Schema.VERSION) {
            transactions.read(handle -> requireWhole(handle, counted));
            opened = true;
            return new JdbcStorage(
                transactions, Optional.of(Upkeep.of(h2, password, transactions)), h2.location());
          }
        } finally {
          if (!opened) {
            transactions.close();
          }
        }
        if (!OlderDatabase.migrate(h2, password) && System.nanoTime() > deadline) {
          throw new StorageException(
              "storage "
                  + h2.location()
                  + " was written by an older Nightjar and is in use; wait until that has ended, and"
                  + " run the same command again");
        }
      }
    } catch (SQLException | IOException | RuntimeException e) {
      throw StorageProblems.explain(h2.location(), e);
    }
  }

  /** Makes folder and file if they are not there and were not there before. */
  private static void prepare(H2Url h2, String password) throws SQLException, IOException {
    OwnedDatabase.prepareFolder(h2);
    DatabaseFiles.of(h2).deleteAbandoned();
    requireFileAsItWas(h2);
    NewDatabase.createIfMissing(h2, password);
  }

  /** A file that is gone or empty is no reason to begin anew, if there was something in it. */
  private static void requireFileAsItWas(H2Url h2) throws IOException {
    if (h2.memory()) {
      return;
    }
    if (Files.exists(h2.file())) {
      if (Files.size(h2.file()) == 0) {
        throw new DamageException("the file is empty");
      }
      return;
    }
    OutcomeCounts counts = new OutcomeCounts(DatabaseFiles.of(h2).outcomes());
    if (counts.exists()) {
      throw new DamageException(
          "the file is not there, but trials were stored in it; to begin anew, delete "
              + DatabaseFiles.of(h2).outcomes());
    }
  }

  private static Map<Long, Long> counted(H2Url h2) throws IOException {
    return h2.memory() ? Map.of() : new OutcomeCounts(DatabaseFiles.of(h2).outcomes()).read();
  }

  private static WritingConnections connect(H2Url h2, String password, Duration patience) {
    try {
      return new WritingConnections(h2, password, patience);
    } catch (SQLException | RuntimeException e) {
      throw StorageProblems.explainOpening(h2.location(), e);
    }
  }

  private static OptionalInt version(Transactions transactions, H2Url h2) {
    OptionalInt version = transactions.read(Schema::version);
    Schema.requireNotNewer(version.orElse(0), h2.location());
    return version;
  }

  private static boolean requireWhole(Handle handle, Map<Long, Long> counted) {
    OutcomeCounts.requireNoFewer(counted, StudyTable.outcomes(handle));
    return true;
  }

  static JdbcStorage openForReading(String url, String password, Duration patience) {
    H2Url h2 = H2Url.parse(url);
    try {
      requireFileAsItWas(h2);
      Map<Long, Long> counted = counted(h2);
      Transactions transactions =
          new Transactions(
              new ReadingConnections(h2, password, patience), Dialect.H2, h2.location(), patience);
      boolean opened = false;
      try {
        OptionalInt version = version(transactions, h2);
        if (version.isEmpty()) {
          throw counted.isEmpty()
              ? ReadingConnections.missing(h2)
              : new DamageException("the file has no tables");
        }
        if (version.getAsInt() == Schema.VERSION) {
          transactions.read(handle -> requireWhole(handle, counted));
          opened = true;
          return new JdbcStorage(transactions, Optional.empty(), h2.location());
        }
      } finally {
        if (!opened) {
          transactions.close();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw StorageProblems.explain(h2.location(), e);
    }
    open(url, password, patience).close(); // A writer brings older tables up to date.
    return openForReading(url, password, patience);
  }

  private void requireWritable() {
    if (upkeep.isEmpty()) {
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
  public StudyLease acquire(long studyId, String holder, Duration duration, HolderCheck check) {
    requireWritable();
    return transactions.writeThroughAndGet(
        (handle, again) -> LeaseTable.acquire(handle, studyId, holder, duration, check));
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
    long outcomes =
        transactions.writeThroughAndGet(
            (handle, again) ->
                TrialTable.finish(
                    handle, lease, spec, outcome, duration, worker, attachments, again));
    upkeep.orElseThrow().finished(lease.studyId(), outcomes);
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
  public List<Trial> front(long studyId) {
    return transactions.read(handle -> TrialLoader.front(handle, studyId));
  }

  @Override
  public List<Trial> finals(long studyId) {
    return transactions.read(handle -> TrialLoader.finals(handle, studyId));
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
          TestScoreTable.replace(handle, studyId, number, metrics);
        });
  }

  @Override
  public Map<String, Double> testScore(long studyId, int number) {
    return transactions.read(handle -> TestScoreTable.find(handle, studyId, number));
  }

  @Override
  public Map<Integer, Map<String, Double>> testScores(long studyId) {
    return transactions.read(handle -> TestScoreTable.all(handle, studyId));
  }

  @Override
  public void close() {
    upkeep.ifPresent(Upkeep::close);
    transactions.close();
  }
}
