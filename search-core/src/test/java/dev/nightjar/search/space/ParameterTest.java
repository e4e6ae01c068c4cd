package dev.nightjar.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

  private static final int PARAMETERS = 500;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static double anyNumber(RandomGenerator random) {
    return (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-6, 6));
  }

  private static FloatParameter anyFloat(RandomGenerator random) {
    boolean log = random.nextBoolean();
    double a = log ? Math.abs(anyNumber(random)) : anyNumber(random);
    double b = log ? Math.abs(anyNumber(random)) : anyNumber(random);
    return new FloatParameter("f", Math.min(a, b), Math.max(a, b), log, Optional.empty());
  }

  private static IntParameter anyInt(RandomGenerator random) {
    boolean log = random.nextBoolean();
    long step = log ? 1 : random.nextLong(1, 50);
    long min = log ? random.nextLong(1, 300) : random.nextLong(-2000, 2000);
    return new IntParameter(
        "i", min, min + step * random.nextLong(1, 400), log, step, Optional.empty());
  }

  @Test
  void floatsComeBackFromTheUnitIntervalUpToRounding() {
    RandomGenerator random = random(1);
    for (int i = 0; i < PARAMETERS; i++) {
      FloatParameter p = anyFloat(random);
      double u = random.nextDouble();
      double value = (Double) p.fromUnit(u);
      assertThat(p.contains(value)).as("%s at %s", p, u).isTrue();
      double scale = p.log() ? value : Math.max(Math.abs(p.min()), Math.abs(p.max()));
      assertThat((Double) p.fromUnit(p.toUnit(value)))
          .as("%s at %s", p, u)
          .isCloseTo(value, within(1e-12 * scale));
    }
  }

  @Test
  void boundsOfFloatsAreInclusiveAndExact() {
    RandomGenerator random = random(2);
    for (int i = 0; i < PARAMETERS; i++) {
      FloatParameter p = anyFloat(random);
      assertThat(p.contains(p.min())).isTrue();
      assertThat(p.contains(p.max())).isTrue();
      assertThat(p.contains(Math.nextDown(p.min()))).isFalse();
      assertThat(p.contains(Math.nextUp(p.max()))).isFalse();
      assertThat(p.toUnit(p.min())).isZero();
      assertThat(p.toUnit(p.max())).isEqualTo(1);
      assertThat((Double) p.fromUnit(0)).isCloseTo(p.min(), within(1e-12 * Math.abs(p.min())));
      assertThat((Double) p.fromUnit(1)).isCloseTo(p.max(), within(1e-12 * Math.abs(p.max())));
    }
  }

  @Test
  void theMiddleOfALogarithmicRangeIsItsGeometricMean() {
    assertThat((Double) FloatParameter.log("f", 1e-5, 1e-1).fromUnit(0.5))
        .isCloseTo(1e-3, within(1e-15));
    assertThat((Double) FloatParameter.linear("f", -3, 9).fromUnit(0.5)).isEqualTo(3);
  }

  @Test
  void wideFloatRangesDoNotOverflow() {
    FloatParameter p = FloatParameter.linear("f", -Double.MAX_VALUE, Double.MAX_VALUE);
    for (double u : new double[] {0, 0.25, 0.5, 1}) {
      assertThat((Double) p.fromUnit(u)).isFinite();
      assertThat(p.toUnit(p.fromUnit(u))).isCloseTo(u, within(1e-12));
    }
  }

  @Test
  void everyWholeNumberComesBackExactly() {
    RandomGenerator random = random(3);
    for (int i = 0; i < PARAMETERS; i++) {
      IntParameter p = anyInt(random);
      long count = p.cardinality().orElseThrow();
      for (long k = 0; k < count; k++) {
        Object value = p.valueAt(k);
        assertThat(p.contains(value)).isTrue();
        assertThat(p.fromUnit(p.toUnit(value))).as("%s", p).isEqualTo(value);
      }
      assertThat(p.valueAt(0)).isEqualTo(p.min());
      assertThat(p.valueAt(count - 1)).isEqualTo(p.max());
      assertThat(p.fromUnit(0)).isEqualTo(p.min());
      assertThat(p.fromUnit(1)).isEqualTo(p.max());
    }
  }

  static Stream<IntParameter> shares() {
    return Stream.of(
        IntParameter.linear("i", 0, 9),
        IntParameter.linear("i", -4, 3),
        new IntParameter("i", 32, 128, false, 32, Optional.empty()));
  }

  /** A grid of the unit interval falls on each value equally often, the bounds included. */
  @ParameterizedTest
  @MethodSource("shares")
  void everyWholeNumberOwnsAnEqualShareOfALinearScale(IntParameter p) {
    int count = (int) p.cardinality().orElseThrow();
    int[] hits = new int[count];
    int grid = 1000 * count;
    for (int i = 0; i < grid; i++) {
      long value = (Long) p.fromUnit((i + 0.5) / grid);
      hits[(int) ((value - p.min()) / p.step())]++;
    }
    assertThat(hits).containsOnly(1000);
  }

  @Test
  void onALogarithmicScaleAWholeNumberOwnsItsCellInLogarithms() {
    IntParameter p = IntParameter.log("i", 16, 512);
    int[] hits = new int[513];
    int grid = 1_000_000;
    for (int i = 0; i < grid; i++) {
      hits[Math.toIntExact((Long) p.fromUnit((i + 0.5) / grid))]++;
    }
    double range = Math.log(512.5 / 15.5);
    for (int v = 16; v <= 512; v++) {
      double share = Math.log((v + 0.5) / (v - 0.5)) / range;
      assertThat(hits[v] / (double) grid).isCloseTo(share, within(2e-6));
      assertThat(p.unitOf(v + 0.5) - p.unitOf(v - 0.5)).isCloseTo(share, within(1e-12));
    }
  }

  @Test
  void wholeNumbersAtTheLimitComeBackExactly() {
    IntParameter p = IntParameter.linear("i", -(1L << 53), 1L << 53);
    assertThat(p.fromUnit(p.toUnit(p.min()))).isEqualTo(p.min());
    assertThat(p.fromUnit(p.toUnit(p.max()))).isEqualTo(p.max());
  }

  @Test
  void everyCategoryComesBackAndOwnsAnEqualShare() {
    for (List<Object> values :
        List.<List<Object>>of(
            List.of("a"),
            List.of("rnn", "lstm", "gru"),
            List.of(true, false),
            List.of(16L, 32L, 64L, 128L, 256L),
            List.of(1L, 1.0, "1", true))) {
      CategoricalParameter p = new CategoricalParameter("c", values, Optional.empty());
      int[] hits = new int[values.size()];
      for (int i = 0; i < 1000 * hits.length; i++) {
        hits[values.indexOf(p.fromUnit((i + 0.5) / (1000 * hits.length)))]++;
      }
      assertThat(hits).containsOnly(1000);
      for (int k = 0; k < hits.length; k++) {
        assertThat(p.fromUnit(p.toUnit(values.get(k)))).isEqualTo(values.get(k));
        assertThat(p.valueAt(k)).isEqualTo(values.get(k));
      }
      assertThat(p.fromUnit(0)).isEqualTo(values.get(0));
      assertThat(p.fromUnit(1)).isEqualTo(values.get(values.size() - 1));
    }
  }

  @Test
  void typesAreNotMixedUp() {
    assertThat(FloatParameter.linear("f", 0, 2).contains(1L)).isFalse();
    assertThat(IntParameter.linear("i", 0, 2).contains(1.0)).isFalse();
    assertThat(CategoricalParameter.of("c", 1).contains(1.0)).isFalse();
    assertThat(CategoricalParameter.of("c", 1).contains(1L)).isTrue();
    assertThat(CategoricalParameter.of("c", "true").contains(true)).isFalse();
    assertThat(new IntParameter("i", 0, 10, false, 5, Optional.empty()).contains(4L)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
  void nothingLiesOutsideTheUnitInterval(double unit) {
    for (Parameter p :
        List.of(
            FloatParameter.linear("name", 0, 1),
            IntParameter.linear("name", 0, 1),
            CategoricalParameter.of("name", "a"))) {
      assertThatThrownBy(() -> p.fromUnit(unit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name")
          .hasMessageContaining("[0, 1]");
    }
  }

  @Test
  void aValueOutsideTheDomainIsNamedTogetherWithWhatIsAllowed() {
    assertThatThrownBy(() -> FloatParameter.log("rate", 1e-4, 0.1).toUnit(0.5))
        .hasMessage(
            "rate: 0.5 is not a value of this parameter; allowed is float in [1.0E-4, 0.1], log");
    assertThatThrownBy(() -> new IntParameter("size", 0, 10, false, 5, Optional.empty()).toUnit(4L))
        .hasMessage("size: 4 is not a value of this parameter; allowed is int in [0, 10], step 5");
    assertThatThrownBy(() -> CategoricalParameter.of("cell", "rnn", "gru").toUnit("lstm"))
        .hasMessage("cell: lstm is not a value of this parameter; allowed is one of [rnn, gru]");
  }

  @Test
  void badDefinitionsAreRefusedWithTheReason() {
    assertThatThrownBy(() -> FloatParameter.linear("f", 1, 1)).hasMessageContaining("below max");
    assertThatThrownBy(() -> FloatParameter.linear("f", Double.NaN, 1))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> FloatParameter.log("f", 0, 1)).hasMessageContaining("min above 0");
    assertThatThrownBy(() -> IntParameter.linear("i", 3, 2)).hasMessageContaining("below max");
    assertThatThrownBy(() -> IntParameter.linear("i", 0, 1L << 54)).hasMessageContaining("2^53");
    assertThatThrownBy(() -> IntParameter.log("i", 0, 2)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new IntParameter("i", 0, 10, false, 3, Optional.empty()))
        .hasMessageContaining("step 3 must be at least 1 and lead from 0 to 10");
    assertThatThrownBy(() -> new IntParameter("i", 1, 9, true, 2, Optional.empty()))
        .hasMessageContaining("takes no step");
    assertThatThrownBy(() -> CategoricalParameter.of("c")).hasMessageContaining("at least one");
    assertThatThrownBy(() -> CategoricalParameter.of("c", 1, 1L)).hasMessageContaining("twice");
    assertThatThrownBy(() -> CategoricalParameter.of(" ", 1)).hasMessageContaining("name");
  }

  @Test
  void onlyDiscreteParametersCanBeCounted() {
    FloatParameter p = FloatParameter.linear("f", 0, 1);
    assertThat(p.cardinality()).isEmpty();
    assertThatThrownBy(() -> p.valueAt(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> IntParameter.linear("i", 0, 3).valueAt(4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
