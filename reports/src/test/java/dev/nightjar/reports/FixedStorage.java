package dev.nightjar.reports;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage that holds one study, given whole, so that tests choose states and times freely. It
 * refuses every change, which shows that a report only reads.
 */
public record FixedStorage(
    Study study,
    List<Trial> all,
    Map<Integer, List<Attachment>> attachments,
    Map<Integer, Map<String, Double>> scores)
    implements Storage {

  @Override
  public Optional<Study> find(String name) {
    return Optional.of(study).filter(s -> s.name().equals(name));
  }

  @Override
  public List<Trial> trials(long studyId) {
    return all;
  }

  @Override
  public List<Trial> latest(long studyId, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  @Override
  public Optional<Attachment> attachment(long studyId, int number, String name) {
    return attachments.getOrDefault(number, List.of()).stream()
        .filter(a -> a.name().equals(name))
        .findFirst();
  }

  @Override
  public List<String> attachmentNames(long studyId, int number) {
    return attachments.getOrDefault(number, List.of()).stream()
        .map(Attachment::name)
        .sorted()
        .toList();
  }

  @Override
  public List<Integer> trialsWith(long studyId, String name) {
    return attachments.keySet().stream()
        .filter(number -> attachment(studyId, number, name).isPresent())
        .sorted()
        .toList();
  }

  @Override
  public List<Trial> front(long studyId) {
    return ParetoFront.of(
        study.definition().criteria(),
        all.stream().filter(t -> t.spec().role() == TrialRole.SEARCH).toList());
  }

  @Override
  public List<Trial> finals(long studyId) {
    return all.stream().filter(t -> t.spec().role() != TrialRole.SEARCH).toList();
  }

  @Override
  public Map<Integer, Map<String, Double>> testScores(long studyId) {
    return scores;
  }

  @Override
  public Map<String, Double> testScore(long studyId, int number) {
    return scores.getOrDefault(number, Map.of());
  }

  @Override
  public void close() {}

  @Override
  public List<StudySummary> studies() {
    throw refused();
  }

  @Override
  public Study create(StudyDefinition definition) {
    throw refused();
  }

  @Override
  public void rename(String name, String newName) {
    throw refused();
  }

  @Override
  public void update(long studyId, StudyDefinition definition) {
    throw refused();
  }

  @Override
  public void recordElapsed(long studyId, Duration elapsed) {
    throw refused();
  }

  @Override
  public StudyLease acquire(long studyId, String holder, Duration duration, HolderCheck check) {
    throw refused();
  }

  @Override
  public void renew(StudyLease lease, Duration duration) {
    throw refused();
  }

  @Override
  public void release(StudyLease lease) {
    throw refused();
  }

  @Override
  public void start(StudyLease lease, TrialSpec spec) {
    throw refused();
  }

  @Override
  public void adopt(StudyLease lease, TrialSpec spec) {
    throw refused();
  }

  @Override
  public void began(StudyLease lease, TrialSpec spec, String worker) {
    throw refused();
  }

  @Override
  public void report(StudyLease lease, TrialSpec spec, EpochReport report, String worker) {
    throw refused();
  }

  @Override
  public void finish(
      StudyLease lease,
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> kept) {
    throw refused();
  }

  @Override
  public void requeue(StudyLease lease, TrialSpec spec) {
    throw refused();
  }

  @Override
  public void attach(long studyId, int number, List<Attachment> more) {
    throw refused();
  }

  @Override
  public void removeAttachment(long studyId, int number, String name) {
    throw refused();
  }

  @Override
  public void recordTestScore(long studyId, int number, Map<String, Double> metrics) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("a report only reads");
  }
}
