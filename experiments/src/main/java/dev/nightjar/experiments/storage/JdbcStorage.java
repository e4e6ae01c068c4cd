package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.cluster.Assignments;
import dev.nightjar.experiments.cluster.Claims;
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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Studies in a database: a file of H2, {@code jdbc:h2:file:PATH} ({@code ~} and relative paths are
 * understood), or, for tests, {@code jdbc:h2:mem:NAME}; or on a PostgreSQL server, {@code
 * jdbc:postgresql://HOST:PORT/DATABASE?user=NAME}.
 *
 * <p>What a call stored outlives a kill -9 when it returns. In a file all but epoch reports and the
 * renewing of leases is also forced onto the device, and several processes may use it at the same
 * time, on one host: the first writer lets the others in. Whoever writes backs the file up now and
 * then ({@link Restoration} uses that). A server is used by processes on any number of hosts; it
 * sees to durability and backups itself.
 *
 * <p>A file's user is {@code sa}, or {@code ;USER=…} of the URL. The password comes from the
 * environment variable {@value #PASSWORD_VARIABLE}; without it a file's is empty, and for a server
 * the driver looks into {@code ~/.pgpass}.
 */
public final class JdbcStorage implements Storage {

  /** The environment variable that holds the database's password. */
  public static final String PASSWORD_VARIABLE = "NIGHTJAR_DB_PASSWORD";

  private final Database.Opened opened;
  private final Transactions transactions;
  private final boolean writable;
  private final String location;

  private JdbcStorage(Database.Opened opened, boolean writable, String location) {
    this.opened = opened;
    this.transactions = opened.transactions();
    this.writable = writable;
    this.location = location;
  }

  /** Whether several hosts can use the storage of a URL, as they can a server's. */
  public static boolean severalHosts(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
  }

  /**
   * Opens a storage for reading and writing; folder, file and tables are made if there are none.
   *
   * @throws StorageException if the URL is not understood, or the database cannot be opened, is
   *     damaged, or was written by a newer version
   */
  public static JdbcStorage open(String url) {
    return open(Database.of(url, password()));
  }

  /**
   * Opens a storage for looking at it, whether or not a search is using it. Nothing is created;
   * every method that writes throws {@link StorageException}.
   *
   * @throws StorageException as {@link #open(String)}, and if there is no database
   */
  public static JdbcStorage openForReading(String url) {
    return openForReading(Database.of(url, password()));
  }

  static JdbcStorage open(Database database) {
    return new JdbcStorage(database.open(), true, database.location());
  }

  static JdbcStorage openForReading(Database database) {
    return new JdbcStorage(database.openForReading(), false, database.location());
  }

  static String password() {
    return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).orElse("");
  }

  /**
   * Transactions over the same database, for what else is kept in it. They end with the storage.
   */
  public Transactions transactions() {
    return transactions;
  }

  private void requireWritable() {
    if (!writable) {
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
  public void adopt(StudyLease lease, TrialSpec spec) {
    requireWritable();
    transactions.writeThrough((handle, again) -> TrialTable.adopt(handle, lease, spec));
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
    opened.upkeep().finished(lease.studyId(), outcomes);
  }

  @Override
  public void requeue(StudyLease lease, TrialSpec spec) {
    requireWritable();
    transactions.writeThrough((handle, again) -> TrialTable.requeue(handle, lease, spec, again));
  }

  @Override
  public List<Trial> trials(long studyId) {
    return TrialLoader.load(transactions, studyId);
  }

  @Override
  public List<Trial> latest(long studyId, int count) {
    return transactions.read(handle -> TrialLoader.latest(handle, studyId, count));
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
  public List<Integer> trialsWith(long studyId, String name) {
    return transactions.read(handle -> AttachmentTable.trialsWith(handle, studyId, name));
  }

  @Override
  public void attach(long studyId, int number, List<Attachment> attachments) {
    requireWritable();
    transactions.writeThrough(
        (handle, again) -> {
          TrialTable.require(handle, studyId, number);
          attachments.forEach(a -> AttachmentTable.remove(handle, studyId, number, a.name()));
          AttachmentTable.insert(handle, studyId, number, attachments);
        });
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

  /** The queue of a study's trials, for whoever runs the study. */
  public Assignments assignments(long studyId) {
    requireWritable();
    return new JdbcAssignments(transactions, studyId);
  }

  /** The queue of a study's trials, for hosts that run trials. */
  public Claims claims(long studyId) {
    requireWritable();
    return new JdbcClaims(transactions, studyId);
  }

  @Override
  public void close() {
    opened.close();
  }
}
