package dev.nightjar.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanovaTest {

  private static Importance importance(
      SearchSpace space, ToDoubleFunction<Configuration> function, int trials, long seed) {
    return new Fanova(seed)
        .evaluate(
            SimulatedStudy.minimizing(space, function, seed)
                .run(new RandomStrategy(), trials)
                .history());
  }

  private static double pair(Importance importance, String first, String second) {
    return importance.pairs().stream()
        .filter(p -> p.first().equals(first) && p.second().equals(second))
        .findFirst()
        .orElseThrow()
        .share();
  }

  /**
   * sin x + 7 sin² y + 0.1 z⁴ sin x over [−π, π]³, whose decomposition T. Ishigami and T. Homma
   * (1990) give: Vx = ½(1 + π⁴/50)², Vy = 49/8, Vxz = 8π⁸/22,500, all others 0.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheKnownSharesOfIshigami(long seed) {
    double z4 = Math.pow(Math.PI, 4);
    double x = 0.5 * Math.pow(1 + 0.1 * z4 / 5, 2);
    double y = 49.0 / 8;
    double xz = 8 * 0.01 * z4 * z4 / 225;
    double all = x + y + xz;
    Importance importance =
        importance(
            SearchSpace.of(
                FloatParameter.linear("x", -Math.PI, Math.PI),
                FloatParameter.linear("y", -Math.PI, Math.PI),
                FloatParameter.linear("z", -Math.PI, Math.PI)),
            c ->
                Math.sin(c.number("x")) * (1 + 0.1 * Math.pow(c.number("z"), 4))
                    + 7 * Math.pow(Math.sin(c.number("y")), 2),
            5_000,
            seed);
    assertThat(importance.share("x")).isCloseTo(x / all, within(0.03));
    assertThat(importance.share("y")).isCloseTo(y / all, within(0.03));
    assertThat(importance.share("z")).isCloseTo(0, within(0.03));
    assertThat(pair(importance, "x", "z")).isCloseTo(xz / all, within(0.03));
    assertThat(pair(importance, "x", "y")).isCloseTo(0, within(0.03));
  }

  /** A sum of straight lines and levels: the variances are those of the uniform distribution. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheKnownSharesOfASumOverEveryKindOfParameter(long seed) {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-4, 1e0),
            new IntParameter("layers", 1, 4, false, 1, Optional.empty()),
            CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
            FloatParameter.linear("idle", 5, 9));
    double rate = 16.0 / 12; // log10 is uniform over 4
    double layers = 15.0 / 12;
    double cell = 0.5; // the variance of levels 0, √(3/2)·{1, −1}
    double level = Math.sqrt(0.75);
    double all = rate + layers + cell;
    Importance importance =
        importance(
            space,
            c ->
                Math.log10(c.number("rate"))
                    + c.number("layers")
                    + Map.of("rnn", level, "lstm", -level, "gru", 0.0).get(c.text("cell")),
            600,
            seed);
    assertThat(importance.share("rate")).isCloseTo(rate / all, within(0.03));
    assertThat(importance.share("layers")).isCloseTo(layers / all, within(0.03));
    assertThat(importance.share("cell")).isCloseTo(cell / all, within(0.03));
    assertThat(importance.share("idle")).isCloseTo(0, within(0.03));
    assertThat(importance.pairs()).hasSize(6).allMatch(p -> p.share() < 0.03);
  }

  /**
   * decay counts only where the schedule decays, which is in half of the space. With s = 1 there
   * and 0 elsewhere and d uniform on [0, 1], f = s·d has the mean ¼ and the variance ⅙ − 1/16 =
   * 5/48; V of s is the variance of {0, ½}, 1/16; V of d is that of d/2, 1/48; the pair has 1/48.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aConditionalParameterCountsWhereItIsActive(long seed) {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("schedule", "constant", "decaying"),
            new FloatParameter(
                "decay",
                0,
                1,
                false,
                Optional.of(new Condition(Map.of("schedule", List.of("decaying"))))),
            FloatParameter.linear("idle", 2, 3)); // or there would be one constant trial only
    Importance importance =
        importance(space, c -> c.get("decay").isPresent() ? c.number("decay") : 0, 500, seed);
    assertThat(importance.share("schedule")).isCloseTo(0.6, within(0.03));
    assertThat(importance.share("decay")).isCloseTo(0.2, within(0.03));
    assertThat(pair(importance, "schedule", "decay")).isCloseTo(0.2, within(0.03));
  }

  @Test
  void saysWhatItIsAndRestsOn() {
    Importance importance =
        importance(SearchSpace.of(FloatParameter.linear("x", 0, 1)), c -> c.number("x"), 25, 9);
    assertThat(importance.method()).isEqualTo("fanova");
    assertThat(importance.trials()).isEqualTo(25);
    assertThat(importance.seed()).isEqualTo(OptionalLong.of(9));
    assertThat(importance.share("x")).isCloseTo(1, within(0.03));
    assertThat(importance.pairs()).isEmpty();
  }

  /** More parameters than are paired, and more values than a set of cells has places. */
  @Test
  void largeSpacesAreHeldWithinBounds() {
    SearchSpace space =
        new SearchSpace(
            IntStream.range(0, 20)
                .<Parameter>mapToObj(
                    i ->
                        i == 0
                            ? CategoricalParameter.of(
                                "p0", LongStream.range(0, 100).boxed().toArray())
                            : FloatParameter.linear("p" + i, 0, 1))
                .toList());
    Importance importance =
        importance(space, c -> c.number("p7") + (c.number("p0") >= 50 ? 1 : 0), 300, 4);
    assertThat(importance.parameters()).hasSize(20);
    assertThat(importance.pairs()).hasSize(12 * 11 / 2);
    assertThat(importance.parameters().get(0).parameter()).isEqualTo("p0");
    assertThat(importance.parameters().get(1).parameter()).isEqualTo("p7");
  }
}
