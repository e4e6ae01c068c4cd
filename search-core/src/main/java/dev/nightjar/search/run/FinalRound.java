package dev.nightjar.search.run;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The trainings of the best configurations over fresh seeds, after the search: of whom, which of
 * them are still to be run, and how much time they need.
 *
 * <p>With one criterion the best are the best trials; with several, those of the Pareto front that
 * are best by the first one.
 */
final class FinalRound {

  /** Trainings take longer with one seed than with another. */
  private static final double MARGIN = 1.1;

  private final FinalistPlan plan;
  private final List<Criterion> criteria;
  private final long studySeed;
  private final ParetoFront front;
  private final List<Trial> best = new ArrayList<>();
  private final Map<Integer, Trial> finalists = new TreeMap<>();

  FinalRound(FinalistPlan plan, List<Criterion> criteria, long studySeed) {
    this.plan = plan;
    this.criteria = criteria;
    this.studySeed = studySeed;
    this.front = new ParetoFront(criteria);
  }

  /** Takes in a search trial that ended. */
  void searched(Trial trial) {
    if (!plan.wanted() || trial.completed().isEmpty()) {
      return;
    }
    if (criteria.size() > 1) {
      front.add(trial);
      best.clear();
      best.addAll(front.trials());
    } else {
      best.add(trial);
      best.sort(ParetoFront.bestFirst(criteria));
    }
    best.subList(Math.min(plan.top(), best.size()), best.size()).clear();
  }

  /** Takes in a finalist, replacing what was known of its number. */
  void put(Trial finalist) {
    finalists.put(finalist.number(), finalist);
  }

  /** How the finalists stand, those of earlier runs included. */
  Standings standings() {
    return Standings.of(criteria, finalists.values());
  }

  /**
   * A training that is still to be run.
   *
   * @param spec what is trained
   * @param stored the same as it is stored, waiting or lost; empty if it was never started
   */
  record Pending(TrialSpec spec, Optional<Trial> stored) {}

  /**
   * What is still to be run, in this order: every configuration once before any of them again, so
   * that also what is cut short compares them fairly.
   *
   * @param nextNumber the number of the first new trial
   */
  List<Pending> pending(int nextNumber) {
    List<Pending> pending = new ArrayList<>();
    int number = nextNumber;
    for (int index = 0; index < plan.seeds(); index++) {
      for (Trial searched : best) {
        long seed = Seeds.ofFinalist(studySeed, searched.number(), index);
        Optional<Trial> stored = stored(searched.number(), seed);
        if (stored.isEmpty()) {
          TrialSpec spec = TrialSpec.finalist(number++, searched.spec(), seed);
          pending.add(new Pending(spec, stored));
        } else if (!stored.get().state().finished()) {
          pending.add(new Pending(stored.get().spec(), stored));
        }
      }
    }
    return pending;
  }

  private Optional<Trial> stored(int repeats, long seed) {
    return finalists.values().stream()
        .filter(t -> t.spec().repeats().orElseThrow() == repeats && t.spec().seed() == seed)
        .findFirst();
  }

  /**
   * How much of the study's time the search should leave, from how long the best trials took: for
   * the trainings over fresh seeds, and until what runs when the search ends notices that, which is
   * an epoch of it, or all of a trial that reports none. It depends on the search trials alone, so
   * that a search that has ended by it does not begin again after a resume.
   *
   * @param slots how many trainings run at once
   * @param most the whole time of the study, half of which the search keeps
   */
  Duration reserve(int slots, Duration most) {
    if (best.isEmpty()) {
      return Duration.ZERO;
    }
    double mean = best.stream().mapToDouble(FinalRound::seconds).average().orElseThrow();
    double longest = best.stream().mapToDouble(FinalRound::seconds).max().orElseThrow();
    double epoch =
        best.stream()
            .mapToDouble(t -> seconds(t) / Math.max(1, t.epochs().size()))
            .max()
            .orElseThrow();
    // However trainings are put in a row on some workers, they end no later than this (Graham 1969,
    // Bounds on multiprocessing timing anomalies).
    double work = mean * plan.top() * plan.seeds();
    double span = work / slots + longest * (slots - 1) / slots;
    double seconds = MARGIN * span + epoch;
    return Duration.ofNanos((long) (1e9 * Math.min(seconds, most.toNanos() / 2e9)));
  }

  private static double seconds(Trial trial) {
    return trial.times().duration().toNanos() / 1e9;
  }
}
