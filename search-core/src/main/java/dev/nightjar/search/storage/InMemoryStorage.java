package dev.nightjar.search.storage;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps studies in memory, for the Java API and for tests; nothing outlives the process. One lock
 * guards everything, so that each call is a transaction.
 */
public final class InMemoryStorage implements Storage {

  private final Clock clock;
  private final Map<Long, StoredStudy> studies = new LinkedHashMap<>();
  private long lastId;
  private boolean closed;

  /** What is known of a study; guarded by the storage's lock. */
  private static final class StoredStudy {
    final long id;
    final Instant created;
    final Map<Integer, StoredTrial> trials = new TreeMap<>();
    StudyDefinition definition;
    Duration elapsed = Duration.ZERO;
    Optional<String> holder = Optional.empty();
    Instant leaseEnd = Instant.EPOCH;
    long token;

    StoredStudy(long id, StudyDefinition definition, Instant created) {
      this.id = id;
      this.definition = definition;
      this.created = created;
    }

    Study study() {
      return new Study(id, definition, created, elapsed);
    }
  }

  /** What is known of a trial; guarded by the storage's lock. */
  private static final class StoredTrial {
    final Instant created;
    final Map<Integer, EpochReport> epochs = new TreeMap<>();
    final Map<String, Attachment> attachments = new TreeMap<>();
    TrialSpec spec;
    TrialState state = TrialState.RUNNING;
    long token;
    Instant started;
    Optional<Instant> finished = Optional.empty();
    Duration duration = Duration.ZERO;
    Optional<Outcome> outcome = Optional.empty();
    Optional<String> worker = Optional.empty();
    Map<String, Double> testScore = Map.of();
    int losses;

    StoredTrial(TrialSpec spec, long token, Instant now) {
      this.spec = spec;
      this.token = token;
      this.created = now;
      this.started = now;
    }

    Trial trial() {
      return new Trial(
          spec,
          state,
          List.copyOf(epochs.values()),
          outcome,
          new TrialTimes(created, Optional.of(started), finished, duration),
          worker,
          losses);
    }
  }

  /**
   * An empty storage.
   *
   * @param clock tells when trials start and end, and when leases expire
   */
  public InMemoryStorage(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Study create(StudyDefinition definition) {
    requireFree(definition.name());
    StoredStudy stored = new StoredStudy(++lastId, definition, clock.instant());
    studies.put(stored.id, stored);
    return stored.study();
  }

  @Override
  public synchronized Optional<Study> find(String name) {
    return named(name).map(StoredStudy::study);
  }

  @Override
  public synchronized List<StudySummary> studies() {
    requireOpen();
    return studies.values().stream()
        .sorted(
            Comparator.comparing((StoredStudy s) -> s.created)
                .thenComparingLong(s -> s.id)
                .reversed())
        .map(InMemoryStorage::summary)
        .toList();
  }

  private static StudySummary summary(StoredStudy stored) {
    Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);
    Goal goal = stored.definition.criteria().get(0).goal();
    OptionalDouble best = OptionalDouble.empty();
    for (StoredTrial trial : stored.trials.values()) {
      if (trial.spec.role() != TrialRole.SEARCH) {
        continue;
      }
      counts.merge(trial.state, 1, Integer::sum);
      if (trial.outcome.isPresent() && trial.outcome.get() instanceof Outcome.Completed completed) {
        double value = completed.values().get(0);
        if (best.isEmpty() || goal.better(value, best.getAsDouble())) {
          best = OptionalDouble.of(value);
        }
      }
    }
    return new StudySummary(stored.study(), Collections.unmodifiableMap(counts), best);
  }

  @Override
  public synchronized void rename(String name, String newName) {
    StudyDefinition.requireName(newName);
    StoredStudy stored =
        named(name).orElseThrow(() -> new StorageException("there is no study " + name));
    if (name.equals(newName)) {
      return;
    }
    requireFree(newName);
    StudyDefinition old = stored.definition;
    stored.definition =
        new StudyDefinition(
            newName,
            old.space(),
            old.criteria(),
            old.seed(),
            old.fingerprint(),
            old.source(),
            old.resolved(),
            old.provenance());
  }

  @Override
  public synchronized void update(long studyId, StudyDefinition definition) {
    StoredStudy stored = study(studyId);
    StudyDefinition old = stored.definition;
    if (!old.fingerprint().equals(definition.fingerprint())) {
      throw new StorageException(
          "study "
              + old.name()
              + " is stored with another definition (fingerprint "
              + old.fingerprint()
              + ", not "
              + definition.fingerprint()
              + ")");
    }
    stored.definition =
        new StudyDefinition(
            old.name(),
            old.space(),
            old.criteria(),
            old.seed(),
            old.fingerprint(),
            definition.source(),
            definition.resolved(),
            definition.provenance());
  }

  @Override
  public synchronized void recordElapsed(long studyId, Duration elapsed) {
    study(studyId).elapsed = elapsed;
  }

  @Override
  public synchronized StudyLease acquire(
      long studyId, String holder, Duration duration, HolderCheck check) {
    StoredStudy stored = study(studyId);
    Instant now = clock.instant();
    if (stored.holder.isPresent()) {
      String current = stored.holder.get();
      boolean expired = !stored.leaseEnd.isAfter(now);
      if (!current.equals(holder) && !check.replaceable(current, expired)) {
        throw new StudyHeldException(stored.definition.name(), current);
      }
    }
    stored.holder = Optional.of(holder);
    stored.leaseEnd = now.plus(duration);
    return new StudyLease(studyId, holder, ++stored.token);
  }

  @Override
  public synchronized void renew(StudyLease lease, Duration duration) {
    requireHeld(lease).leaseEnd = clock.instant().plus(duration);
  }

  @Override
  public synchronized void release(StudyLease lease) {
    StoredStudy stored = study(lease.studyId());
    if (stored.token == lease.token()) {
      stored.holder = Optional.empty();
    }
  }

  @Override
  public synchronized void start(StudyLease lease, TrialSpec spec) {
    StoredStudy stored = requireHeld(lease);
    StoredTrial trial = stored.trials.get(spec.number());
    if (trial == null) {
      stored.trials.put(spec.number(), new StoredTrial(spec, lease.token(), clock.instant()));
      return;
    }
    if (trial.state.finished()) {
      throw new StorageException(
          "trial " + spec.number() + " has " + trial.state.label() + "; it never runs again");
    }
    TrialSpec old = trial.spec;
    if (spec.attempt() <= old.attempt()) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " is stored with attempt "
              + old.attempt()
              + ", so attempt "
              + spec.attempt()
              + " cannot start");
    }
    if (old.seed() != spec.seed()
        || old.role() != spec.role()
        || !old.repeats().equals(spec.repeats())
        || !old.configuration().equals(spec.configuration())) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " is stored with another configuration, seed or role; an attempt keeps them");
    }
    trial.spec =
        new TrialSpec(
            old.number(),
            spec.attempt(),
            old.role(),
            old.origin(),
            old.configuration(),
            old.seed(),
            old.repeats());
    if (trial.state == TrialState.RUNNING && trial.worker.isPresent()) {
      trial.losses++;
    }
    trial.state = TrialState.RUNNING;
    trial.token = lease.token();
    trial.started = clock.instant();
    trial.worker = Optional.empty();
    trial.epochs.clear();
  }

  @Override
  public synchronized void adopt(StudyLease lease, TrialSpec spec) {
    StoredTrial trial = requireHeld(lease).trials.get(spec.number());
    if (trial == null
        || trial.state != TrialState.RUNNING
        || trial.spec.attempt() != spec.attempt()) {
      throw new StaleTrialException(spec.number(), spec.attempt());
    }
    trial.token = lease.token();
  }

  @Override
  public synchronized void began(StudyLease lease, TrialSpec spec, String worker) {
    requireRunning(lease, spec).worker = Optional.of(worker);
  }

  @Override
  public synchronized void report(
      StudyLease lease, TrialSpec spec, EpochReport report, String worker) {
    StoredTrial trial = requireRunning(lease, spec);
    trial.epochs.put(report.epoch(), report);
    trial.worker = Optional.of(worker);
  }

  @Override
  public synchronized void finish(
      StudyLease lease,
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> attachments) {
    StoredTrial trial = requireRunning(lease, spec);
    int criteria = study(lease.studyId()).definition.criteria().size();
    if (outcome instanceof Outcome.Completed completed && completed.values().size() != criteria) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " has "
              + completed.values().size()
              + " values for "
              + criteria
              + " criteria");
    }
    requireDistinct(spec.number(), attachments);
    attachments.forEach(a -> trial.attachments.put(a.name(), a));
    trial.state = outcome.state();
    trial.outcome = Optional.of(outcome);
    trial.duration = duration;
    trial.finished = Optional.of(clock.instant());
    trial.worker = Optional.of(worker);
  }

  private static void requireDistinct(int number, List<Attachment> attachments) {
    Set<String> names = new HashSet<>();
    for (Attachment attachment : attachments) {
      if (!names.add(attachment.name())) {
        throw new StorageException(
            "trial " + number + " has two attachments named " + attachment.name());
      }
    }
  }

  @Override
  public synchronized void requeue(StudyLease lease, TrialSpec spec) {
    StoredTrial trial = requireRunning(lease, spec);
    trial.state = TrialState.WAITING;
    trial.worker = Optional.empty();
    trial.epochs.clear();
  }

  @Override
  public synchronized List<Trial> trials(long studyId) {
    List<Trial> trials = new ArrayList<>();
    requireOpen();
    if (studies.containsKey(studyId)) {
      studies.get(studyId).trials.values().forEach(t -> trials.add(t.trial()));
    }
    return Collections.unmodifiableList(trials);
  }

  @Override
  public synchronized List<Trial> latest(long studyId, int count) {
    List<Trial> all = trials(studyId);
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  @Override
  public synchronized List<Trial> front(long studyId) {
    List<Trial> search =
        trials(studyId).stream().filter(t -> t.spec().role() == TrialRole.SEARCH).toList();
    return search.isEmpty()
        ? List.of()
        : ParetoFront.of(study(studyId).definition.criteria(), search);
  }

  @Override
  public synchronized List<Trial> finals(long studyId) {
    return trials(studyId).stream().filter(t -> t.spec().role() != TrialRole.SEARCH).toList();
  }

  @Override
  public synchronized Optional<Attachment> attachment(long studyId, int number, String name) {
    return trial(studyId, number).flatMap(t -> Optional.ofNullable(t.attachments.get(name)));
  }

  @Override
  public synchronized List<String> attachmentNames(long studyId, int number) {
    return trial(studyId, number).map(t -> List.copyOf(t.attachments.keySet())).orElse(List.of());
  }

  @Override
  public synchronized List<Integer> trialsWith(long studyId, String name) {
    return trials(studyId).stream()
        .map(Trial::number)
        .filter(number -> attachment(studyId, number, name).isPresent())
        .toList();
  }

  @Override
  public synchronized void attach(long studyId, int number, List<Attachment> attachments) {
    StoredTrial trial = required(studyId, number);
    requireDistinct(number, attachments);
    attachments.forEach(a -> trial.attachments.put(a.name(), a));
  }

  @Override
  public synchronized void removeAttachment(long studyId, int number, String name) {
    trial(studyId, number).ifPresent(t -> t.attachments.remove(name));
  }

  @Override
  public synchronized void recordTestScore(long studyId, int number, Map<String, Double> metrics) {
    StoredTrial trial = required(studyId, number);
    trial.testScore = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  @Override
  public synchronized Map<Integer, Map<String, Double>> testScores(long studyId) {
    requireOpen();
    Map<Integer, Map<String, Double>> scores = new TreeMap<>();
    if (studies.containsKey(studyId)) {
      studies
          .get(studyId)
          .trials
          .forEach(
              (number, trial) -> {
                if (!trial.testScore.isEmpty()) {
                  scores.put(number, trial.testScore);
                }
              });
    }
    return Collections.unmodifiableMap(scores);
  }

  @Override
  public synchronized Map<String, Double> testScore(long studyId, int number) {
    return trial(studyId, number).map(t -> t.testScore).orElse(Map.of());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private StoredTrial required(long studyId, int number) {
    return trial(studyId, number)
        .orElseThrow(
            () -> new StorageException("there is no trial " + number + " to store something of"));
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageException("the storage is closed");
    }
  }

  private Optional<StoredStudy> named(String name) {
    requireOpen();
    return studies.values().stream().filter(s -> s.definition.name().equals(name)).findFirst();
  }

  private void requireFree(String name) {
    if (named(name).isPresent()) {
      throw new StorageException("there is a study " + name + " already; take another name");
    }
  }

  private StoredStudy study(long id) {
    requireOpen();
    return Optional.ofNullable(studies.get(id))
        .orElseThrow(() -> new StorageException("there is no study number " + id));
  }

  private Optional<StoredTrial> trial(long studyId, int number) {
    requireOpen();
    return Optional.ofNullable(studies.get(studyId)).map(study -> study.trials.get(number));
  }

  /** The study, if the lease is the latest and was not given back. Expiry alone loses nothing. */
  private StoredStudy requireHeld(StudyLease lease) {
    StoredStudy stored = study(lease.studyId());
    if (stored.token == lease.token() && stored.holder.isPresent()) {
      return stored;
    }
    if (stored.holder.isPresent()) {
      throw new StudyHeldException(stored.definition.name(), stored.holder.get());
    }
    throw new StorageException(
        "the right to run study " + stored.definition.name() + " was given back; take it anew");
  }

  private StoredTrial requireRunning(StudyLease lease, TrialSpec spec) {
    StoredStudy stored = study(lease.studyId());
    StoredTrial trial = stored.trials.get(spec.number());
    if (trial == null
        || trial.state != TrialState.RUNNING
        || trial.spec.attempt() != spec.attempt()
        || trial.token != lease.token()
        || stored.token != lease.token()
        || stored.holder.isEmpty()) {
      throw new StaleTrialException(spec.number(), spec.attempt());
    }
    return trial;
  }
}
