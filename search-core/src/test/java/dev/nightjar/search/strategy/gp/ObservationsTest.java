package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationsTest {

  private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", 0, 1000));

  private static TrialLedger history(Criterion criterion) {
    return new TrialLedger(SPACE, List.of(criterion));
  }

  /** A trial at x = its number. */
  private static void put(TrialLedger history, int number, Outcome outcome, double... values) {
    List<EpochReport> epochs = new ArrayList<>();
    for (double value : values) {
      epochs.add(new EpochReport(epochs.size() + 1, Map.of("value", value), 1));
    }
    history.put(
        new Trial(
            new TrialSpec(
                number,
                1,
                TrialRole.SEARCH,
                "given",
                new Configuration(Map.of("x", (double) number)),
                0),
            outcome.state(),
            epochs,
            Optional.of(outcome),
            TrialTimes.startedAt(Instant.EPOCH),
            Optional.empty()));
  }

  private static Outcome pruned() {
    return new Outcome.Pruned("slow");
  }

  private static Outcome failed() {
    return new Outcome.Failed("diverged at epoch 1");
  }

  private static Observations of(TrialLedger history) {
    return Observations.of(history, new EncodedTrials());
  }

  /** Completed: 3, 1, 2; their median is 2. */
  private static TrialLedger mixed(Criterion criterion, double sign) {
    TrialLedger history = history(criterion);
    put(history, 0, failed());
    put(history, 1, SimulatedStudy.completed(sign * 3));
    put(history, 2, pruned(), sign * 7, sign * 0.5);
    put(history, 3, pruned(), sign * 9, sign * 2.5);
    put(history, 4, pruned(), sign * 2, Double.NaN);
    put(history, 5, pruned());
    put(history, 6, SimulatedStudy.completed(sign), sign);
    put(history, 7, pruned(), sign * 2, sign * Double.POSITIVE_INFINITY);
    put(history, 8, SimulatedStudy.completed(sign * 2));
    put(history, 9, failed(), sign * 0.1);
    put(history, 10, pruned(), sign * 50);
    return history;
  }

  @Test
  void prunedAreNoBetterThanTheMedianAndFailedAsBadAsTheWorst() {
    Observations observations = of(mixed(Criterion.minimize("value"), 1));
    assertThat(observations.losses()).containsExactly(3, 3, 2, 2.5, 3, 3, 1, 3, 2, 3, 50);
    assertThat(observations.points().get(6)[0]).isCloseTo(0.006, within(1e-12));
    assertThat(observations.size()).isEqualTo(11);
  }

  @Test
  void followTheGoal() {
    assertThat(of(mixed(Criterion.maximize("value"), -1)).losses())
        .containsExactly(of(mixed(Criterion.minimize("value"), 1)).losses());
  }

  @Test
  void noneWhereNothingCompleted() {
    TrialLedger history = history(Criterion.minimize("value"));
    put(history, 0, failed());
    put(history, 1, pruned(), 3);
    assertThat(of(history).size()).isZero();
    assertThat(of(history).standardised()).isEmpty();
    assertThat(Observations.finished(history)).isEqualTo(2);
  }

  /**
   * What comes later changes nothing of what a fit was made of, not even where trials are pruned.
   */
  @Test
  void theFirstAreAsIfThereWereNoOthers() {
    TrialLedger history = mixed(Criterion.minimize("value"), 1);
    EncodedTrials encoded = new EncodedTrials();
    Observations before = Observations.of(history, encoded);
    put(history, 11, SimulatedStudy.completed(-8));
    put(history, 12, SimulatedStudy.completed(80));
    put(history, 13, SimulatedStudy.completed(-9));
    assertThat(Observations.ofFirst(history, encoded, 11).sameAs(before)).isTrue();
    assertThat(Observations.of(history, encoded).sameAs(before)).isFalse();
    assertThat(Observations.ofFirst(history, encoded, 1).size()).isZero();
  }

  @Test
  void ofManyTheBestAndTheNewestAreKept() {
    TrialLedger history = history(Criterion.minimize("value"));
    int count = Observations.MOST + 100;
    for (int i = 0; i < count; i++) {
      put(history, i, SimulatedStudy.completed(i));
    }
    Observations kept = of(history);
    assertThat(kept.size()).isEqualTo(Observations.MOST);
    // Small numbers are good here, large ones new; both halves stand by number.
    int half = Observations.MOST / 2;
    for (int i = 0; i < Observations.MOST; i++) {
      int number = i < half ? i : i + 100;
      assertThat(kept.losses()[i]).isEqualTo(number);
      assertThat(kept.points().get(i)[0]).isCloseTo(number / 1000.0, within(1e-12));
    }
  }

  @Test
  void exactlyTheMostAreAllKept() {
    TrialLedger history = history(Criterion.minimize("value"));
    for (int i = 0; i < Observations.MOST; i++) {
      put(history, i, SimulatedStudy.completed(-i));
    }
    assertThat(of(history).losses()[0]).isZero();
    assertThat(of(history).size()).isEqualTo(Observations.MOST);
  }

  private static double[] standardised(double... losses) {
    return new Observations(new ArrayList<>(), losses).standardised();
  }

  private static void assertStandard(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1e-9));
    assertThat(Arrays.stream(values).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1e-9, 5", "1e30, -1e30", "1e200, 0", "1e308, 1e307"})
  void standardisedHasMeanZeroAndVarianceOneAndKeepsTheOrder(double scale, double shift) {
    for (int n : new int[] {2, 3, 8, 41}) {
      double[] losses =
          Seeds.ofSuggestion(31, n).doubles(n, -0.5, 0.5).map(v -> shift + scale * v).toArray();
      double[] values = standardised(losses);
      assertStandard(values);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (losses[i] < losses[j]) {
            assertThat(values[i]).isLessThanOrEqualTo(values[j]);
          } else if (losses[i] == losses[j]) {
            assertThat(values[i]).isEqualTo(values[j]);
          }
        }
      }
    }
  }

  /** One that diverged must not make all others look alike. */
  @Test
  void drawsInWhatIsFarAbove() {
    double[] plain = standardised(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    double[] far = standardised(1, 2, 3, 4, 5, 6, 7, 8, 9, 1e12);
    assertThat(far).containsExactly(plain, within(1.0));
    assertThat(far[1] - far[0]).isGreaterThan(0.2);
    assertThat(far[9]).isEqualTo(Arrays.stream(far).max().orElseThrow());
  }

  @Test
  void doesNotDrawInWhatIsFarBelow() {
    double[] values = standardised(-100, 2, 3, 4, 5);
    assertThat(values[1] - values[0]).isGreaterThan(10 * (values[4] - values[1]));
  }

  @Test
  void tiesStayTies() {
    double[] values = standardised(1, 2, 2, 2, 3, 3, 3, 3, 9, 9);
    assertStandard(values);
    assertThat(values[1]).isEqualTo(values[2]).isEqualTo(values[3]);
    assertThat(values[4]).isEqualTo(values[7]);
    assertThat(values[8]).isEqualTo(values[9]).isGreaterThan(values[7]);
  }

  /** Where half are equal the spread of the lower half is 0. */
  @Test
  void theBetterHalfMayBeEqual() {
    double[] values = standardised(2, 2, 2, 2, 2, 3, 4);
    assertStandard(values);
    assertThat(values[6]).isGreaterThan(values[5]);
    assertThat(values[5]).isGreaterThan(values[0]);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.1", "-7.3", "1e-300", "1e300", "123456.789"})
  void allEqualAreAllZero(double value) {
    for (int n : new int[] {1, 2, 3, 7, 10, 49}) {
      double[] losses = new double[n];
      Arrays.fill(losses, value);
      assertThat(standardised(losses)).containsOnly(0.0);
    }
  }
}
