package dev.nightjar.search.storage;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps studies and their trials. Every change is durable when the call returns; a trial's outcome
 * and its attachments are stored together or not at all. Safe for use by several threads.
 *
 * <p>Every method throws {@link StorageException} when the storage cannot be read or written.
 */
public interface Storage extends AutoCloseable {

  /**
   * Stores a new study.
   *
   * @throws StorageException if a study of this name exists
   */
  Study create(StudyDefinition definition);

  /** The study of a name. */
  Optional<Study> find(String name);

  /** All studies, newest first, with their search trials. */
  List<StudySummary> studies();

  /**
   * Gives a study another name.
   *
   * @throws StorageException if there is no such study or the new name is taken
   */
  void rename(String name, String newName);

  /**
   * Replaces source, resolved definition and provenance of a study, whose fingerprint must be
   * equal.
   */
  void update(long studyId, StudyDefinition definition);

  /** Sets the time a study has run, summed over resumes. */
  void recordElapsed(long studyId, Duration elapsed);

  /**
   * Takes the right to run a study for {@code duration}. Taking it anew as the same holder renews
   * it.
   *
   * @param check tells what has become of the holder found; only where that is unknown does it
   *     matter whether the lease has expired
   * @throws StudyHeldException if another holder has it who lives, or of whom nothing is known and
   *     whose lease has not expired
   */
  StudyLease acquire(long studyId, String holder, Duration duration, HolderCheck check);

  /**
   * Prolongs a lease.
   *
   * @throws StudyHeldException if it was lost to another holder
   */
  void renew(StudyLease lease, Duration duration);

  /** Gives a lease back; no effect if it was lost. */
  void release(StudyLease lease);

  /**
   * Stores that a trial starts: a new one, or the next attempt of one that was lost, whose earlier
   * reports are dropped.
   *
   * @throws StorageException if the number is taken by a finished trial or by this very attempt
   */
  void start(StudyLease lease, TrialSpec spec);

  /**
   * Stores that an attempt which was started under an earlier lease goes on under this one. What it
   * has reported is kept, and it is no loss.
   *
   * @throws StorageException if this attempt is not running
   */
  void adopt(StudyLease lease, TrialSpec spec);

  /**
   * Stores that a worker has begun the trial. If the attempt is lost from here on, with neither
   * {@link #finish} nor {@link #requeue}, the next {@link #start} counts that among {@link
   * Trial#losses}.
   *
   * @throws StaleTrialException if this attempt is not running under this lease
   */
  void began(StudyLease lease, TrialSpec spec, String worker);

  /**
   * Stores an epoch's report, and which worker runs the trial.
   *
   * @throws StaleTrialException if this attempt is not running under this lease
   */
  void report(StudyLease lease, TrialSpec spec, EpochReport report, String worker);

  /**
   * Stores how a trial ended, with its attachments, in one transaction.
   *
   * @param duration how long the attempt ran
   * @param worker which worker ran it
   * @throws StaleTrialException if this attempt is not running under this lease
   */
  void finish(
      StudyLease lease,
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> attachments);

  /**
   * Puts a running trial back to waiting, since its run was interrupted; reports are dropped, and
   * it is no loss.
   */
  void requeue(StudyLease lease, TrialSpec spec);

  /** All trials of a study by number, finalists included, with their epochs. */
  List<Trial> trials(long studyId);

  /**
   * The trials of a study with the highest numbers, by number, with their epochs.
   *
   * @param count how many at most, at least 1
   */
  List<Trial> latest(long studyId, int count);

  /**
   * The completed search trials of a study that no other one dominates, best first by the first
   * criterion: {@link ParetoFront#of} of those of {@link #trials}. Much cheaper than all trials.
   */
  List<Trial> front(long studyId);

  /** Those of {@link #trials} that do not search. Much cheaper than all trials. */
  List<Trial> finals(long studyId);

  /** An attachment of a trial. */
  Optional<Attachment> attachment(long studyId, int number, String name);

  /** The names of a trial's attachments, sorted. */
  List<String> attachmentNames(long studyId, int number);

  /** The numbers of the trials that have an attachment of a name, sorted; none is read. */
  List<Integer> trialsWith(long studyId, String name);

  /**
   * Stores attachments of a trial that has ended beside those it has, all or none; those of the
   * same names are replaced.
   *
   * @throws StorageException if there is no such trial, or two of the attachments have one name
   */
  void attach(long studyId, int number, List<Attachment> attachments);

  /** Drops an attachment; no effect if there is none. */
  void removeAttachment(long studyId, int number, String name);

  /** Stores the metrics on the test part of the trial that won; replaces an earlier score of it. */
  void recordTestScore(long studyId, int number, Map<String, Double> metrics);

  /** The test metrics of all trials that were scored, by number. */
  Map<Integer, Map<String, Double>> testScores(long studyId);

  /** The test metrics of a trial; empty if it was not scored. */
  Map<String, Double> testScore(long studyId, int number);

  @Override
  void close();
}
