package dev.nightjar.search.run;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
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

  /** A refit has the validation part to train on, too, which is less than half of the training. */
  private static final double REFIT = 1.5;

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
   * that also what is cut short compares them fairly. What was begun on top of the plan and put
   * back comes last.
   *
   * @param nextNumber the number of the first new trial
   */
  List<Pending> pending(int nextNumber) {
    List<Pending> pending = new ArrayList<>();
    int number = nextNumber;
    for (int index = 0; index < plan.maxSeeds(); index++) {
      for (Trial searched : best) {
        Pending training = training(searched, index, number);
        boolean isNew = training.stored().isEmpty();
        boolean unfinished = training.stored().filter(t -> !t.state().finished()).isPresent();
        if (unfinished || (isNew && index < plan.seeds())) {
          pending.add(training);
          number += isNew ? 1 : 0;
        }
      }
    }
    return pending;
  }

  /**
   * A training on top of the plan, for time that is left: of the configurations in turn.
   *
   * @param number its number, the first that is free
   * @return empty if all of them have as many seeds as the plan allows
   */
  Optional<TrialSpec> extra(int number) {
    for (int index = plan.seeds(); index < plan.maxSeeds(); index++) {
      for (Trial searched : best) {
        Pending training = training(searched, index, number);
        if (training.stored().isEmpty()) {
          return Optional.of(training.spec());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a training is on top of the plan, so that nothing is missing without it. */
  boolean isExtra(TrialSpec finalist) {
    int searched = finalist.repeats().orElseThrow();
    for (int index = 0; index < plan.seeds(); index++) {
      if (finalist.seed() == Seeds.ofFinalist(studySeed, searched, index)) {
        return false;
      }
    }
    return true;
  }

  private Pending training(Trial searched, int index, int number) {
    long seed = Seeds.ofFinalist(studySeed, searched.number(), index);
    Optional<Trial> stored =
        finalists.values().stream()
            .filter(t -> t.spec().repeats().orElseThrow() == searched.number())
            .filter(t -> t.spec().seed() == seed)
            .findFirst();
    return new Pending(
        stored.map(Trial::spec).orElse(TrialSpec.finalist(number, searched.spec(), seed)), stored);
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
    double epoch =
        best.stream()
            .mapToDouble(t -> seconds(t) / Math.max(1, t.epochs().size()))
            .max()
            .orElseThrow();
    // As they will run: whichever slot is free first takes the next one.
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(slots, 0.0));
    double end = 0;
    for (int index = 0; index < plan.seeds(); index++) {
      for (int place = 0; place < plan.top(); place++) {
        double takes = place < best.size() ? seconds(best.get(place)) : mean;
        double ends = free.remove() + MARGIN * takes;
        free.add(ends);
        end = Math.max(end, ends);
      }
    }
    double seconds = end + epoch + refit(most).toNanos() / 1e9;
    return Duration.ofNanos((long) (1e9 * Math.min(seconds, most.toNanos() / 2e9)));
  }

  /**
   * How much of that is for the winner's refit, after the trainings over fresh seeds, which ends
   * where its best epoch was: a quarter of the time at most, so that of the half that the search
   * leaves as much is for these.
   */
  Duration refit(Duration most) {
    if (!plan.refit()) {
      return Duration.ZERO;
    }
    double longest = best.stream().mapToDouble(FinalRound::secondsToBest).max().orElse(0);
    return Duration.ofNanos((long) (1e9 * Math.min(REFIT * longest, most.toNanos() / 4e9)));
  }

  private static double secondsToBest(Trial trial) {
    int all = trial.epochs().size();
    OptionalInt best = trial.completed().orElseThrow().bestEpoch();
    return seconds(trial) * (all > 0 && best.isPresent() ? (double) best.getAsInt() / all : 1);
  }

  private static double seconds(Trial trial) {
    return trial.times().duration().toNanos() / 1e9;
  }
}
