package dev.nightjar.bench;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Plays a study of trials whose curves are known: workers take them in order, all epochs take
 * equally long, and what the pruner stops is not reported any further.
 *
 * @param epochs how many epochs were reported
 * @param allEpochs how many would have been without a pruner
 * @param regret by how much the best value of a completed trial is worse than the best of all
 */
record PruningReplay(int epochs, int allEpochs, double regret) {

  private static final Criterion LOSS = Criterion.minimize("validation.loss");
  private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", 0, 1));
  private static final Configuration ANY = new Configuration(Map.of("x", 0.5));

  /** Plays the curves in their order, with so many workers at once. */
  static PruningReplay play(Pruner pruner, List<PruningCurves.Curve> curves, int workers) {
    TrialLedger history = new TrialLedger(SPACE, List.of(LOSS));
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int number = 0; number < curves.size(); number++) {
      waiting.add(number);
    }
    List<Deque<Trial>> busy = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      busy.add(new ArrayDeque<>());
    }
    int epochs = 0;
    double found = Double.POSITIVE_INFINITY;
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (Deque<Trial> worker : busy) {
        if (worker.isEmpty() && !waiting.isEmpty()) {
          worker.add(trial(waiting.remove(), TrialState.RUNNING, List.of(), Optional.empty()));
        }
        if (!worker.isEmpty()) {
          Trial after = epoch(pruner, worker.remove(), curves, history);
          epochs++;
          goesOn = true;
          if (after.state() == TrialState.RUNNING) {
            worker.add(after);
          }
          found = Math.min(found, after.completed().map(c -> c.values().get(0)).orElse(found));
        }
      }
    }
    double best = curves.stream().mapToDouble(PruningCurves.Curve::best).min().orElseThrow();
    int all = curves.stream().mapToInt(curve -> curve.values().size()).sum();
    return new PruningReplay(epochs, all, found - best);
  }

  /** One more epoch of a trial, with all that follows from it. */
  private static Trial epoch(
      Pruner pruner, Trial before, List<PruningCurves.Curve> curves, TrialLedger history) {
    PruningCurves.Curve curve = curves.get(before.number());
    List<EpochReport> reports = new ArrayList<>(before.epochs());
    int epoch = reports.size() + 1;
    reports.add(new EpochReport(epoch, Map.of(LOSS.metric(), curve.values().get(epoch - 1)), 1));
    Trial now = trial(before.number(), TrialState.RUNNING, reports, Optional.empty());
    history.put(now);
    Optional<Outcome> outcome = Optional.empty();
    if (pruner.judge(now, history) instanceof Decision.Stop stop) {
      outcome = Optional.of(new Outcome.Pruned(stop.reason()));
    } else if (epoch == curve.values().size()) {
      outcome =
          Optional.of(new Outcome.Completed(List.of(curve.best()), Map.of(), OptionalInt.empty()));
    }
    Trial after =
        outcome.map(o -> trial(now.number(), o.state(), reports, Optional.of(o))).orElse(now);
    history.put(after);
    return after;
  }

  private static Trial trial(
      int number, TrialState state, List<EpochReport> epochs, Optional<Outcome> outcome) {
    return new Trial(
        new TrialSpec(number, 1, TrialRole.SEARCH, "replay", ANY, number),
        state,
        Collections.unmodifiableList(epochs),
        outcome,
        TrialTimes.startedAt(Instant.EPOCH),
        Optional.empty());
  }
}
