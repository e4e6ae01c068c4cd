package dev.nightjar.search.pruning;

import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes histories out of learning curves given as losses, whatever the goal. */
final class Curves {

  static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", 0, 1));

  private final Criterion criterion;
  private final TrialLedger history;

  Curves(Goal goal) {
    criterion = new Criterion("score", goal, OptionalDouble.empty());
    history = new TrialLedger(SPACE, List.of(criterion));
  }

  static Curves minimizing() {
    return new Curves(Goal.MINIMIZE);
  }

  TrialLedger history() {
    return history;
  }

  /** A trial that ended after these losses with its best one. */
  Curves completed(int number, double... losses) {
    double best = Arrays.stream(losses).filter(Double::isFinite).min().orElseThrow();
    return put(
        number,
        losses,
        new Outcome.Completed(List.of(criterion.goal().loss(best)), Map.of(), OptionalInt.empty()));
  }

  Curves pruned(int number, double... losses) {
    return put(number, losses, new Outcome.Pruned("worse than others"));
  }

  Curves failed(int number, double... losses) {
    return put(number, losses, new Outcome.Failed("diverged"));
  }

  Curves running(int number, double... losses) {
    history.put(trial(number, TrialRole.SEARCH, Optional.empty(), losses));
    return this;
  }

  private Curves put(int number, double[] losses, Outcome outcome) {
    history.put(trial(number, TrialRole.SEARCH, Optional.of(outcome), losses));
    return this;
  }

  /** The running trial with these losses, put into the history. */
  Trial judged(int number, double... losses) {
    Trial trial = trial(number, TrialRole.SEARCH, Optional.empty(), losses);
    history.put(trial);
    return trial;
  }

  /** A trial with the losses of epochs 1, 2, …. */
  Trial trial(int number, TrialRole role, Optional<Outcome> outcome, double... losses) {
    List<EpochReport> epochs = new ArrayList<>();
    for (double loss : losses) {
      epochs.add(report(epochs.size() + 1, loss));
    }
    return trial(number, role, outcome, epochs);
  }

  /** The report of one epoch. */
  EpochReport report(int epoch, double loss) {
    return new EpochReport(epoch, Map.of(criterion.metric(), criterion.goal().loss(loss)), 1);
  }

  /** A trial with these reports. */
  Trial trial(int number, TrialRole role, Optional<Outcome> outcome, List<EpochReport> epochs) {
    return new Trial(
        new TrialSpec(
            number,
            1,
            role,
            "given",
            SPACE.decode(new double[] {number % 100 / 100.0}),
            number,
            role == TrialRole.FINALIST ? OptionalInt.of(0) : OptionalInt.empty()),
        outcome.map(Outcome::state).orElse(TrialState.RUNNING),
        epochs,
        outcome,
        TrialTimes.startedAt(Instant.EPOCH),
        Optional.empty());
  }
}
