package dev.nightjar.zoo.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.layers.fixed.FixedLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.DegenerateIntegerDistribution;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.math.MathOp;
import org.deeplearning4j.arbiter.optimize.parameter.math.Op;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

class ArbiterSpaceTest {

  /** Any spaces under names; its value is theirs. */
  private static final class Named extends AbstractParameterSpace<Map<String, Object>> {
    private final Map<String, ParameterSpace<?>> nested = new LinkedHashMap<>();

    Named with(String name, ParameterSpace<?> space) {
      nested.put(name, space);
      return this;
    }

    @Override
    public Map<String, Object> getValue(double[] flat) {
      Map<String, Object> values = new LinkedHashMap<>();
      nested.forEach((name, space) -> values.put(name, space.getValue(flat)));
      return values;
    }

    @Override
    public int numParameters() {
      return nested.values().stream().mapToInt(ParameterSpace::numParameters).sum();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // The type Arbiter gives it.
    public List<ParameterSpace> collectLeaves() {
      return (List) nested.values().stream().flatMap(s -> s.collectLeaves().stream()).toList();
    }

    @Override
    @SuppressWarnings("rawtypes") // The type Arbiter gives it.
    public Map<String, ParameterSpace> getNestedSpaces() {
      return Collections.unmodifiableMap(nested);
    }

    @Override
    public boolean isLeaf() {
      return false;
    }

    @Override
    public void setIndices(int... indices) {
      throw new UnsupportedOperationException();
    }
  }

  private static Parameter parameterOf(ParameterSpace<?> leaf) {
    return new ArbiterSpace<>(new Named().with("p", leaf)).searchSpace().parameters().get(0);
  }

  private static final Named ALL =
      new Named()
          .with("uniform", new ContinuousParameterSpace(-2.5, 0.1))
          .with("log", new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 0.3)))
          .with("units", new IntegerParameterSpace(-3, 1000))
          .with("fixed", new FixedValue<>("tanh"))
          .with("layer", new FixedLayerSpace<>(new DenseLayer.Builder().nIn(1).nOut(1).build()))
          .with("one", new DiscreteParameterSpace<>(7))
          .with("always", new IntegerParameterSpace(4, 4))
          .with("batch", new DiscreteParameterSpace<>(16, 32, 64))
          .with("activation", new DiscreteParameterSpace<>(Activation.TANH, Activation.RELU))
          .with("bias", new BooleanSpace())
          .with("normal", new ContinuousParameterSpace(new NormalDistribution(3, 2)))
          .with("triangle", new ContinuousParameterSpace(new TriangularDistribution(0, 1, 2)))
          .with("coins", new IntegerParameterSpace(new BinomialDistribution(10, 0.5)))
          .with("poisson", new IntegerParameterSpace(new PoissonDistribution(4)));

  @Test
  void mapsEveryKindOfLeaf() {
    assertThat(new ArbiterSpace<>(ALL).searchSpace().parameters())
        .containsExactly(
            FloatParameter.linear("uniform", -2.5, 0.1),
            FloatParameter.log("log", 1e-4, 0.3),
            IntParameter.linear("units", -3, 1000),
            CategoricalParameter.of("batch", 16, 32, 64),
            CategoricalParameter.of("activation", "TANH", "RELU"),
            CategoricalParameter.of("bias", true, false),
            FloatParameter.linear("normal.quantile", 1e-6, 1 - 1e-6),
            FloatParameter.linear("triangle.quantile", 0, 1),
            FloatParameter.linear("coins.quantile", 0, 1),
            FloatParameter.linear("poisson.quantile", 0, 1 - 1e-6));
  }

  @Test
  void arbiterMakesOfAConfigurationWhatItSays() {
    ArbiterSpace<Map<String, Object>> space = new ArbiterSpace<>(ALL);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      Configuration c = space.searchSpace().sample(random);
      Map<String, Object> value = space.value(c);
      assertThat((Double) value.get("uniform")).isCloseTo(c.number("uniform"), within(1e-12));
      assertThat((Double) value.get("log") / c.number("log")).isCloseTo(1, within(1e-12));
      assertThat(value.get("units")).isEqualTo((int) c.integer("units"));
      assertThat(value).containsEntry("fixed", "tanh").containsEntry("one", 7);
      assertThat(value).containsEntry("always", 4);
      assertThat(value.get("batch")).isEqualTo((int) c.integer("batch"));
      assertThat(value.get("activation")).hasToString(c.text("activation"));
      assertThat(value.get("bias")).isEqualTo(c.get("bias").orElseThrow());
      assertThat(new NormalDistribution(3, 2).cumulativeProbability((Double) value.get("normal")))
          .isCloseTo(c.number("normal.quantile"), within(1e-8));
      assertThat(value.get("coins"))
          .isEqualTo(
              new BinomialDistribution(10, 0.5)
                  .inverseCumulativeProbability(c.number("coins.quantile")));
      assertThat(Arrays.stream(space.flat(c))).hasSize(12).allMatch(p -> p >= 0 && p <= 1);
    }
  }

  @Test
  void mapsTheBoundsToo() {
    ArbiterSpace<Map<String, Object>> space = new ArbiterSpace<>(ALL);
    int n = space.searchSpace().dimension();
    Map<String, Object> low = space.value(space.searchSpace().decode(new double[n]));
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    Map<String, Object> high = space.value(space.searchSpace().decode(ones));
    assertThat(low).containsEntry("uniform", -2.5).containsEntry("units", -3);
    assertThat(low).containsEntry("batch", 16).containsEntry("bias", true);
    assertThat(high).containsEntry("units", 1000).containsEntry("batch", 64);
    assertThat((Double) high.get("uniform")).isCloseTo(0.1, within(1e-15));
    assertThat((Double) low.get("normal")).isCloseTo(3 - 2 * 4.7534, within(1e-3));
  }

  @Test
  void looksAlikeAreToldApartAndEqualsAreOne() {
    Object first = new Object();
    Object second = new Object();
    assertThat(
            parameterOf(
                new DiscreteParameterSpace<>(
                    first, second, first, null, 1.5, int.class, new int[] {3, 5}, "a")))
        .isEqualTo(
            CategoricalParameter.of("p", "Object", "Object #2", "null", 1.5, "int", "[3, 5]", "a"));
    ArbiterSpace<Map<String, Object>> space =
        new ArbiterSpace<>(new Named().with("p", new DiscreteParameterSpace<>(4, 4, 8)));
    assertThat(space.value(new Configuration(Map.of("p", 8)))).containsEntry("p", 8);
    assertThat(space.value(new Configuration(Map.of("p", 4)))).containsEntry("p", 4);
  }

  @Test
  void namesThePathsOfANetworkAndTakesASharedLeafOnce() {
    ParameterSpace<Integer> width = new IntegerParameterSpace(2, 6);
    MultiLayerSpace networks =
        new MultiLayerSpace.Builder()
            .seed(1)
            .l2(new ContinuousParameterSpace(new LogUniformDistribution(1e-6, 1e-2)))
            .updater(TinySpaces.adam(TinySpaces.rate()))
            .addLayer(
                new DenseLayerSpace.Builder()
                    .nIn(3)
                    .nOut(width)
                    .dropOut(new ContinuousParameterSpace(0.5, 0.9))
                    .activation(new DiscreteParameterSpace<>(Activation.TANH, Activation.RELU))
                    .build())
            .addLayer(
                new DenseLayerSpace.Builder().nOut(new MathOp<>(width, Op.MUL, 2)).build(),
                new IntegerParameterSpace(1, 2))
            .addLayer(new OutputLayerSpace.Builder().nOut(2).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.feedForward(3))
            .build();
    ArbiterSpace<DL4JConfiguration> space = new ArbiterSpace<>(networks);
    assertThat(space.searchSpace().parameters().stream().map(Parameter::name))
        .containsExactly(
            "l2",
            "updater.learningRate",
            "layer_0.dropOut.dropout",
            "layer_0.activationFunction.activation",
            "layer_0.nOut",
            "layer_1.numLayers");
    Configuration configuration =
        new Configuration(
            Map.of(
                "l2",
                1e-3,
                "updater.learningRate",
                0.02,
                "layer_0.dropOut.dropout",
                0.6,
                "layer_0.activationFunction.activation",
                "RELU",
                "layer_0.nOut",
                5,
                "layer_1.numLayers",
                2));
    // Whoever else used the space has left other indices in it.
    assertThat(new RandomSearchGenerator(networks).getCandidate().getFlatParameters()).hasSize(6);
    var layers = space.value(configuration).getMultiLayerConfiguration();
    assertThat(layers.getConfs()).hasSize(4);
    DenseLayer dense = (DenseLayer) layers.getConf(0).getLayer();
    assertThat(dense.getNOut()).isEqualTo(5);
    assertThat(dense.getActivationFn()).hasToString("relu");
    assertThat(((Adam) dense.getIUpdater()).getLearningRate()).isCloseTo(0.02, within(1e-12));
    assertThat(((FeedForwardLayer) layers.getConf(2).getLayer()).getNOut()).isEqualTo(10);
    assertThat(space.describe(configuration))
        .containsEntry("layer_0.nOut", "5")
        .containsEntry("layer_0.activationFunction.activation", "RELU");
  }

  @Test
  void refusesWhatCannotBeSearched() {
    assertThatThrownBy(() -> new ArbiterSpace<>(new Named().with("p", new FixedValue<>(1))))
        .hasMessage(
            "there is nothing to search: every value of the Arbiter space is fixed; give it at"
                + " least one range or choice");
    ParameterSpace<Object> pair =
        new Own() {
          @Override
          public int numParameters() {
            return 2;
          }
        };
    assertThatThrownBy(() -> new ArbiterSpace<>(new Named().with("p", pair)))
        .hasMessage(
            "p: a leaf of mine takes 2 numbers, but a leaf that can be searched takes one; nest a"
                + " leaf for each in it");
    ParameterSpace<Object> broken =
        new Own() {
          @Override
          public Object getValue(double[] flat) {
            throw new IllegalStateException("no inverse");
          }
        };
    assertThatThrownBy(() -> new ArbiterSpace<>(new Named().with("p", broken)))
        .hasMessage(
            "p: a leaf of mine gives no value at probability 1.0E-6"
                + " (java.lang.IllegalStateException: no inverse); use a distribution with an"
                + " inverse, or a range of min and max");
    ParameterSpace<Integer> degenerate =
        new IntegerParameterSpace(new DegenerateIntegerDistribution(4));
    assertThatThrownBy(() -> new ArbiterSpace<>(new Named().with("p", degenerate)))
        .hasMessageStartingWith("p: IntegerParameterSpace(")
        .hasMessageContaining(" gives no value at probability 0.5 (");
    ArbiterSpace<Map<String, Object>> space =
        new ArbiterSpace<>(new Named().with("p", new IntegerParameterSpace(1, 3)));
    assertThatThrownBy(() -> space.flat(new Configuration(Map.of("q", 1))))
        .hasMessage("{q=1} is not a configuration of " + space.searchSpace());
  }

  @Test
  void aLeafOfTheUsersOwnIsSearchedByItsQuantile() {
    ArbiterSpace<Map<String, Object>> space = new ArbiterSpace<>(new Named().with("p", new Own()));
    assertThat(space.searchSpace().parameters())
        .containsExactly(FloatParameter.linear("p.quantile", 0, 1));
    assertThat(space.value(new Configuration(Map.of("p.quantile", 0.25))))
        .containsEntry("p", "at 0.25");
  }

  private static class Own implements ParameterSpace<Object> {
    private int index;

    @Override
    public Object getValue(double[] flat) {
      return "at " + flat[index];
    }

    @Override
    public int numParameters() {
      return 1;
    }

    @Override
    @SuppressWarnings("rawtypes") // The type Arbiter gives it.
    public List<ParameterSpace> collectLeaves() {
      return List.of(this);
    }

    @Override
    @SuppressWarnings("rawtypes") // The type Arbiter gives it.
    public Map<String, ParameterSpace> getNestedSpaces() {
      return Map.of();
    }

    @Override
    public boolean isLeaf() {
      return true;
    }

    @Override
    public void setIndices(int... indices) {
      index = indices[0];
    }

    @Override
    public String toString() {
      return "a leaf of mine";
    }
  }
}
