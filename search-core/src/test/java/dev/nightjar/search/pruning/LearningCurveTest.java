package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

  private static final Criterion SCORE = Criterion.minimize("score");

  private static Optional<LearningCurve> curve(Optional<Outcome> outcome, double... losses) {
    Trial trial = Curves.minimizing().trial(0, TrialRole.SEARCH, outcome, losses);
    return LearningCurve.of(trial, SCORE);
  }

  @Test
  void isTheBestSoFarUpToWhereTheTrialCame() {
    LearningCurve curve =
        curve(Optional.of(new Outcome.Pruned("slow")), Double.NaN, 3, 4, Double.NaN, 2, 2.5)
            .orElseThrow();
    assertThat(curve.at(1)).isEmpty();
    assertThat(curve.at(2)).hasValue(3);
    assertThat(curve.at(4)).hasValue(3);
    assertThat(curve.at(5)).hasValue(2);
    assertThat(curve.at(6)).hasValue(2);
    assertThat(curve.at(7)).isEmpty();
    assertThat(curve.best()).isEqualTo(2);
    assertThat(curve.lastEpoch()).isEqualTo(6);
  }

  @Test
  void ofACompletedTrialGoesOnLevel() {
    Optional<LearningCurve> curve = curve(Optional.of(completed(2)), 3, 2, 4);
    assertThat(curve.orElseThrow().at(1000)).hasValue(2);
  }

  /** Such as a final value that is measured otherwise than the epochs. */
  @Test
  void ofACompletedTrialWithABetterResultGoesOnThere() {
    LearningCurve curve = curve(Optional.of(completed(1)), 3, 2, 4).orElseThrow();
    assertThat(curve.at(3)).hasValue(2);
    assertThat(curve.at(4)).hasValue(1);
    assertThat(curve.best()).isEqualTo(1);
    assertThat(curve(Optional.of(completed(9)), 3, 2, 4).orElseThrow().best()).isEqualTo(2);
  }

  private static Outcome completed(double value) {
    return new Outcome.Completed(List.of(value), Map.of(), OptionalInt.of(1));
  }

  @Test
  void skipsEpochsThatWereNotReported() {
    Curves curves = Curves.minimizing();
    Trial trial =
        curves.trial(
            0,
            TrialRole.SEARCH,
            Optional.empty(),
            List.of(curves.report(2, 5), curves.report(9, 4)));
    LearningCurve curve = LearningCurve.of(trial, SCORE).orElseThrow();
    assertThat(curve.at(1)).isEmpty();
    assertThat(curve.at(8)).hasValue(5);
    assertThat(curve.at(9)).hasValue(4);
  }

  @Test
  void isNoneWithoutAFiniteValue() {
    assertThat(curve(Optional.empty())).isEmpty();
    assertThat(curve(Optional.empty(), Double.NaN, Double.POSITIVE_INFINITY)).isEmpty();
  }
}
