package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pruner promises. A pruner's test extends this and adds what is its own. */
abstract class PrunerContract {

  private static final int EPOCHS = 27;
  private static final int TRIALS = 60;

  /** A fresh pruner for trainings of 27 epochs. */
  abstract Pruner create();

  /** A training that falls from start + 1 towards start, slower with a larger scale, and noise. */
  private static double[] curve(double start, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] losses = new double[EPOCHS];
    for (int t = 0; t < EPOCHS; t++) {
      losses[t] = start + Math.exp(-t / scale) + 0.01 * random.nextDouble();
    }
    return losses;
  }

  /** Completed trials of levels from 1 to 2. */
  private static Curves crowd(Goal goal) {
    Curves curves = new Curves(goal);
    for (int i = 0; i < TRIALS; i++) {
      curves.completed(i, curve(1 + (i * 37 % TRIALS) / (double) TRIALS, 4, i));
    }
    return curves;
  }

  /** The epoch after which a trial is stopped and why; epoch 0 if it is not. */
  private record Stopped(int epoch, String reason) {}

  /** Reports epoch by epoch until the pruner stops the trial. */
  private static Stopped train(Pruner pruner, Curves curves, int number, double[] losses) {
    for (int epoch = 1; epoch <= losses.length; epoch++) {
      Trial trial = curves.judged(number, Arrays.copyOf(losses, epoch));
      if (pruner.judge(trial, curves.history()) instanceof Decision.Stop stop) {
        return new Stopped(epoch, stop.reason());
      }
    }
    return new Stopped(0, "");
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void stopsAHopelessTrialAndSaysWhyWithNumbers(Goal goal) {
    for (int number = TRIALS; number < TRIALS + 20; number++) {
      Stopped stopped = train(create(), crowd(goal), number, curve(5, 2, number));
      assertThat(stopped.epoch()).isBetween(1, EPOCHS - 1);
      assertThat(stopped.reason()).containsPattern("\\d").doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void maximisingTheNegativeIsTheSame() {
    for (int number = TRIALS; number < TRIALS + 20; number++) {
      double[] losses = curve(1 + (number - TRIALS) / 10.0, 4, number);
      assertThat(train(create(), crowd(Goal.MAXIMIZE), number, losses).epoch())
          .isEqualTo(train(create(), crowd(Goal.MINIMIZE), number, losses).epoch());
    }
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void neverStopsWhoIsBestAtEveryEpoch(Goal goal) {
    for (int number = TRIALS; number < TRIALS + 20; number++) {
      assertThat(train(create(), crowd(goal), number, curve(0.9, 2, number)).epoch()).isZero();
    }
  }

  @Test
  void neverStopsTheOnlyTrial() {
    for (double[] losses : List.of(curve(5, 4, 1), new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9})) {
      assertThat(train(create(), Curves.minimizing(), 0, losses).epoch()).isZero();
    }
  }

  @Test
  void oneTrialIsNotEnoughToStopAnother() {
    Curves curves = Curves.minimizing().completed(0, curve(1, 4, 0));
    assertThat(train(create(), curves, 1, curve(1.05, 5, 1)).epoch() == 0 || comparesPairs())
        .isTrue();
  }

  /** Whether it is the pruner's nature to compare with the best trial alone. */
  boolean comparesPairs() {
    return false;
  }

  @Test
  void failedTrialsDoNotCount() {
    Curves curves = Curves.minimizing();
    for (int i = 0; i < TRIALS; i++) {
      curves.failed(i, curve(1, 4, i));
    }
    assertThat(train(create(), curves, TRIALS, curve(5, 4, 1)).epoch()).isZero();
  }

  @Test
  void finalistsAreNotJudged() {
    Curves curves = crowd(Goal.MINIMIZE);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      Trial finalist =
          curves.trial(
              TRIALS, TrialRole.FINALIST, Optional.empty(), Arrays.copyOf(curve(9, 4, 2), epoch));
      assertThat(create().judge(finalist, curves.history())).isEqualTo(Decision.CONTINUE);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valuesThatAreNoNumbersAreLeftOut(double nothing) {
    double[] never = new double[EPOCHS];
    Arrays.fill(never, nothing);
    assertThat(train(create(), crowd(Goal.MINIMIZE), TRIALS, never).epoch()).isZero();

    Curves spotted = Curves.minimizing();
    for (int i = 0; i < TRIALS; i++) {
      double[] losses = curve(1 + (i * 37 % TRIALS) / (double) TRIALS, 4, i);
      losses[i % 5] = nothing;
      spotted.completed(i, losses);
    }
    spotted.pruned(TRIALS, nothing, nothing, nothing).running(TRIALS + 1, nothing);
    double[] good = curve(0.9, 2, 7);
    good[3] = nothing;
    assertThat(train(create(), spotted, TRIALS + 2, good).epoch()).isZero();
    double[] bad = curve(5, 4, 7);
    bad[2] = nothing;
    Stopped stopped = train(create(), spotted, TRIALS + 3, bad);
    assertThat(stopped.epoch()).isPositive();
    assertThat(stopped.reason()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aTrialWithoutAnyReportOrWithoutTheMetricGoesOn() {
    Curves curves = crowd(Goal.MINIMIZE);
    assertThat(create().judge(curves.judged(TRIALS), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    List<EpochReport> others = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      others.add(new EpochReport(epoch, Map.of("other", 9.0), 1));
      Trial trial = curves.trial(TRIALS, TrialRole.SEARCH, Optional.empty(), others);
      curves.history().put(trial);
      assertThat(create().judge(trial, curves.history())).isEqualTo(Decision.CONTINUE);
    }
  }

  @Test
  void aFunctionOfItsArguments() {
    Pruner used = create();
    for (int number = TRIALS; number < TRIALS + 20; number++) {
      double[] losses = curve(1 + (number - TRIALS) / 10.0, 4, number);
      Stopped first = train(used, crowd(Goal.MINIMIZE), number, losses);
      assertThat(train(used, crowd(Goal.MINIMIZE), number, losses)).isEqualTo(first);
      assertThat(train(create(), crowd(Goal.MINIMIZE), number, losses)).isEqualTo(first);
    }
  }

  /** Trials enter in another order, at other times and with other durations. */
  @Test
  void dependsNeitherOnTheOrderInWhichTrialsEndedNorOnTime() {
    List<Trial> trials = new ArrayList<>();
    crowd(Goal.MINIMIZE).history().completed().forEach(f -> trials.add(f.trial()));
    Collections.reverse(trials);
    for (int number = TRIALS; number < TRIALS + 20; number++) {
      double[] losses = curve(1 + (number - TRIALS) / 10.0, 4, number);
      Curves reversed = Curves.minimizing();
      trials.forEach(trial -> reversed.history().put(later(trial)));
      assertThat(train(create(), reversed, number, losses))
          .isEqualTo(train(create(), crowd(Goal.MINIMIZE), number, losses));
    }
  }

  private static Trial later(Trial trial) {
    Instant now = Instant.EPOCH.plusSeconds(1000 - trial.number());
    return new Trial(
        trial.spec(),
        trial.state(),
        trial.epochs().stream().map(e -> new EpochReport(e.epoch(), e.metrics(), 99)).toList(),
        trial.outcome(),
        new TrialTimes(now, Optional.of(now), Optional.of(now), Duration.ofHours(1)),
        Optional.of("another worker"));
  }

  @Test
  void leavesTheHistoryAsItWas() {
    Curves curves = crowd(Goal.MINIMIZE);
    Trial trial = curves.judged(TRIALS, curve(5, 4, 0));
    List<Trial> before = all(curves.history());
    create().judge(trial, curves.history());
    assertThat(all(curves.history())).isEqualTo(before);
  }

  private static List<Trial> all(History history) {
    List<Trial> all = new ArrayList<>(history.running());
    history.completed().forEach(f -> all.add(f.trial()));
    history.pruned().forEach(f -> all.add(f.trial()));
    return all;
  }

  /** Early stopping ended the others; a bad trial that trains on is stopped still. */
  @Test
  void trialsThatEndedEarlyCountAtLaterEpochs() {
    Curves curves = Curves.minimizing();
    for (int i = 0; i < TRIALS; i++) {
      double[] losses = curve(1 + (i * 37 % TRIALS) / (double) TRIALS, 2, i);
      curves.completed(i, Arrays.copyOf(losses, 6 + i % 5));
    }
    // Its first reports come after the others have ended.
    double[] losses = curve(5, 4, 3);
    TrialLedger history = curves.history();
    List<EpochReport> late = new ArrayList<>();
    boolean stopped = false;
    for (int epoch = 12; epoch <= EPOCHS; epoch++) {
      late.add(curves.report(epoch, losses[epoch - 1]));
      Trial trial = curves.trial(TRIALS, TrialRole.SEARCH, Optional.empty(), late);
      history.put(trial);
      stopped |= create().judge(trial, history) instanceof Decision.Stop;
    }
    assertThat(stopped || comparesPairs()).isTrue();
  }
}
