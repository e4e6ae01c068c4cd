package dev.nightjar.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method promises. */
class ImportanceMethodTest {

  private static final SearchSpace SPACE =
      SearchSpace.of(
          CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
          new IntParameter("size", 16, 512, true, 1, Optional.empty()),
          FloatParameter.log("rate", 1e-5, 1e-1),
          FloatParameter.linear("idle", -3, 7));

  static Stream<ImportanceMethod> methods() {
    return Stream.of(new Fanova(1), new PedAnova());
  }

  private static double loss(Configuration c) {
    double rate = Math.log10(c.number("rate")) + 3;
    return rate * rate + (c.text("cell").equals("rnn") ? 0.5 : 0);
  }

  private static SimulatedStudy study(
      SearchSpace space, Criterion criterion, Function<Configuration, Outcome> objective, int n) {
    return new SimulatedStudy(space, criterion, objective, 1).run(new RandomStrategy(), n);
  }

  private static SimulatedStudy study(int n) {
    return SimulatedStudy.minimizing(SPACE, ImportanceMethodTest::loss, 1)
        .run(new RandomStrategy(), n);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void ranksWhatMattersFirst(ImportanceMethod method) {
    Importance importance = method.evaluate(study(200).history());
    assertThat(importance.parameters().stream().map(Importance.Share::parameter).toList())
        .startsWith("rate", "cell")
        .containsExactlyInAnyOrder("cell", "size", "rate", "idle");
    assertThat(importance.share("rate")).isGreaterThan(0.5);
    assertThat(importance.share("idle")).isLessThan(0.1);
    assertThat(importance.trials()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void givesTheSameAnswerAgain(ImportanceMethod method) {
    assertThat(method.evaluate(study(60).history()))
        .isEqualTo(method.evaluate(study(60).history()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void followsTheGoal(ImportanceMethod method) {
    SimulatedStudy mirrored =
        study(SPACE, Criterion.maximize("v"), c -> SimulatedStudy.completed(-loss(c)), 60);
    assertThat(method.evaluate(mirrored.history())).isEqualTo(method.evaluate(study(60).history()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void looksAtCompletedTrialsOnly(ImportanceMethod method) {
    SimulatedStudy some =
        study(
            SPACE,
            Criterion.minimize("v"),
            c ->
                c.number("idle") > 0
                    ? new Outcome.Failed("out of memory")
                    : SimulatedStudy.completed(loss(c)),
            100);
    int completed = some.history().completed().size();
    assertThat(completed).isLessThan(60);
    assertThat(method.evaluate(some.history()).trials()).isEqualTo(completed);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void oneDivergedTrialIsNotAllThatMatters(ImportanceMethod method) {
    SimulatedStudy diverged =
        study(
            SPACE,
            Criterion.minimize("v"),
            c -> SimulatedStudy.completed(loss(c) + (c.number("idle") > 6.9 ? 1e12 : 0)),
            200);
    assertThat(method.evaluate(diverged.history()).share("rate")).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void tooLittleIsRefusedInWords(ImportanceMethod method) {
    assertThatExceptionOfType(ImportanceException.class)
        .isThrownBy(() -> method.evaluate(study(9).history()))
        .withMessage("importance needs at least 10 completed trials, but there are 9");
    assertThatExceptionOfType(ImportanceException.class)
        .isThrownBy(
            () ->
                method.evaluate(
                    SimulatedStudy.minimizing(SPACE, c -> 1, 1)
                        .run(new RandomStrategy(), 20)
                        .history()))
        .withMessage(
            "all 20 completed trials have the same value, so no parameter makes a difference");
    assertThatExceptionOfType(ImportanceException.class)
        .isThrownBy(
            () ->
                method.evaluate(
                    study(
                            SearchSpace.of(),
                            Criterion.minimize("v"),
                            c -> SimulatedStudy.completed(1),
                            1)
                        .history()))
        .withMessage("nothing is searched, so there is nothing to compare");
  }

  @Test
  void sharesOfAParameterThatIsNotThere() {
    Importance importance = new PedAnova().evaluate(study(20).history());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> importance.share("speed"))
        .withMessage("no parameter speed");
  }
}
