package dev.nightjar.reports.view;

import dev.nightjar.reports.exhibit.Exhibit;
import dev.nightjar.reports.exhibit.Exhibits;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study at one moment, with what all panels need to know of it: who is ranked where, what the
 * trials are called, and which parameters vary.
 */
public final class StudyView {

  private final Study study;
  private final List<Trial> trials;
  private final List<Trial> search;
  private final List<Trial> ranked;
  private final List<Trial> front;
  private final Instant start;
  private final Set<Integer> onFront;
  private final Map<Integer, Integer> ranks = new HashMap<>();
  private final List<Parameter> varying;
  private final Labels labels;
  private final Map<String, Double> testScore;
  private final List<Exhibit> exhibits;
  private final Standings finalists;

  private StudyView(Study study, List<Trial> trials, Storage storage) {
    this.study = study;
    this.trials = trials.stream().sorted(Comparator.comparingInt(Trial::number)).toList();
    search = this.trials.stream().filter(t -> t.spec().role() == TrialRole.SEARCH).toList();
    ranked =
        search.stream()
            .filter(t -> t.completed().isPresent())
            .sorted(ParetoFront.bestFirst(study.definition().criteria()))
            .toList();
    front = ParetoFront.of(study.definition().criteria(), ranked);
    onFront = front.stream().map(Trial::number).collect(Collectors.toSet());
    for (int i = 0; i < ranked.size(); i++) {
      ranks.put(ranked.get(i).number(), i + 1);
    }
    varying = study.definition().space().parameters().stream().filter(this::varies).toList();
    start =
        trials.stream()
            .flatMap(t -> t.times().started().stream())
            .min(Comparator.naturalOrder())
            .orElse(study.created());
    labels = Labels.of(varying);
    finalists = Standings.of(study.definition().criteria(), this.trials);
    Optional<Trial> network = network();
    exhibits =
        network
            .map(
                t ->
                    Exhibits.of(
                        storage, study.id(), t, storage.attachmentNames(study.id(), t.number())))
            .orElseGet(List::of);
    testScore =
        network
            .map(
                t ->
                    Exhibits.modelTest(storage, study.id(), t)
                        .orElseGet(() -> storage.testScore(study.id(), t.number())))
            .orElseGet(Map::of);
  }

  /** The trial whose network is the study's result: a finalist, or the best of the search. */
  private Optional<Trial> network() {
    return finalists.winner().map(Standing::chosen).or(this::best);
  }

  /** Reads a study's trials once, so that all panels tell of the same moment. */
  public static StudyView load(Storage storage, Study study) {
    return new StudyView(study, storage.trials(study.id()), storage);
  }

  /** The study. */
  public Study study() {
    return study;
  }

  /** All trials by number. */
  public List<Trial> trials() {
    return trials;
  }

  /** The trials that search, by number; those that measure a winner anew are left out. */
  public List<Trial> search() {
    return search;
  }

  /**
   * The completed search trials, best first; of equal ones the better by the next criterion, then
   * the earlier, is first.
   */
  public List<Trial> ranked() {
    return ranked;
  }

  /** The completed search trials by number. */
  public List<Trial> completedByNumber() {
    return search.stream().filter(t -> t.completed().isPresent()).toList();
  }

  /** The completed search trials that no other one dominates, best first. */
  public List<Trial> front() {
    return front;
  }

  /** Whether no other completed trial dominates this one. */
  public boolean onFront(Trial trial) {
    return onFront.contains(trial.number());
  }

  /** The place of a trial among the completed ones, from 1; empty if it did not complete. */
  public OptionalInt rank(Trial trial) {
    Integer rank = ranks.get(trial.number());
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  /** The completed trial with the best value in the search. */
  public Optional<Trial> best() {
    return ranked.stream().findFirst();
  }

  /** The search trial that found the best finalist; without finalists the {@link #best}. */
  public Optional<Trial> winner() {
    return finalists
        .winner()
        .flatMap(winner -> ranked.stream().filter(t -> t.number() == winner.repeats()).findFirst())
        .or(this::best);
  }

  /** How the best did over fresh seeds. */
  public Standings finalists() {
    return finalists;
  }

  /** The criterion that ranks. */
  public Criterion criterion() {
    return study.definition().criteria().get(0);
  }

  /** How a trial fared by the ranking criterion. */
  public OptionalDouble value(Trial trial) {
    return value(trial, 0);
  }

  /**
   * A trial's value of criterion {@code index}: of a completed trial its result, of another its
   * best epoch so far.
   */
  public OptionalDouble value(Trial trial, int index) {
    Optional<Outcome.Completed> completed = trial.completed();
    if (completed.isPresent()) {
      List<Double> values = completed.get().values();
      return index < values.size() ? OptionalDouble.of(values.get(index)) : OptionalDouble.empty();
    }
    return trial.best(study.definition().criteria().get(index));
  }

  /** What the winner stored to be looked at. */
  public List<Exhibit> exhibits() {
    return exhibits;
  }

  /** Whether the winner was trained once more, so that no validation value is the model's own. */
  public boolean refitted() {
    return exhibits.stream().anyMatch(exhibit -> exhibit.name().equals(Attachment.REFIT));
  }

  /** The page that shows the exhibits, from the report's folder; empty if no trial completed. */
  public String exhibited() {
    return network().map(t -> TrialPage.path(t.number())).orElse("");
  }

  /** The metrics of the winner on the test part; empty if it was not scored. */
  public Map<String, Double> testScore() {
    return testScore;
  }

  /**
   * The parameters that take more than one value over the trials (being inactive counts as one), in
   * the order of the space; all of them where there are too few trials to tell.
   */
  public List<Parameter> varying() {
    return varying;
  }

  /** Whether trials differ in a parameter. */
  public boolean varies(String parameter) {
    return varying.stream().anyMatch(p -> p.name().equals(parameter));
  }

  private boolean varies(Parameter parameter) {
    return search.size() < 2
        || search.stream()
                .map(t -> t.configuration().get(parameter.name()))
                .distinct()
                .limit(2)
                .count()
            > 1;
  }

  /** The short name of a trial. */
  public String label(Trial trial) {
    return labels.label(trial.number(), trial.configuration())
        + trial.spec().repeats().stream()
            .mapToObj(searched -> " finalist of #" + searched)
            .collect(Collectors.joining());
  }

  /** When the first trial started, or the study was created. */
  public Instant start() {
    return start;
  }

  /** A moment in seconds since the first trial started. */
  public double seconds(Instant moment) {
    return Duration.between(start(), moment).toMillis() / 1000.0;
  }

  /** The number of search trials in a state. */
  public int count(TrialState state) {
    return (int) search.stream().filter(t -> t.state() == state).count();
  }

  /** Whether trials are still waiting or running. */
  public boolean inProgress() {
    return trials.stream().anyMatch(t -> !t.state().finished());
  }

  /** Why a trial failed or was pruned; empty for others. */
  public static Optional<String> cause(Trial trial) {
    return trial
        .outcome()
        .flatMap(
            outcome -> {
              if (outcome instanceof Outcome.Failed failed) {
                return Optional.of(failed.cause());
              }
              return outcome instanceof Outcome.Pruned pruned
                  ? Optional.of(pruned.reason())
                  : Optional.empty();
            });
  }

  /** The epoch a trial's value is from: as the result says, or the best one reported so far. */
  public OptionalInt bestEpoch(Trial trial) {
    Optional<Outcome.Completed> completed = trial.completed();
    if (completed.isPresent() && completed.get().bestEpoch().isPresent()) {
      return completed.get().bestEpoch();
    }
    OptionalDouble best = trial.best(criterion());
    return best.isEmpty()
        ? OptionalInt.empty()
        : trial.epochs().stream()
            .filter(e -> e.metric(criterion().metric()).equals(best))
            .mapToInt(e -> e.epoch())
            .findFirst();
  }
}
