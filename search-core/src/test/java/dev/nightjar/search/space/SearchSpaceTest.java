package dev.nightjar.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  /** Children stand before their parents, which is allowed. */
  private static final SearchSpace NESTED =
      SearchSpace.of(
          new FloatParameter(
              "momentum", 0.5, 0.99, false, Optional.of(Condition.on("nesterov", true))),
          new CategoricalParameter(
              "nesterov", List.of(true, false), Optional.of(Condition.on("optimizer", "sgd"))),
          CategoricalParameter.of("optimizer", "adam", "sgd"),
          FloatParameter.log("rate", 1e-4, 1e-1));

  private static final SearchSpace FINITE =
      SearchSpace.of(
          CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
          IntParameter.linear("layers", 1, 3),
          new IntParameter("dropout", 0, 50, false, 10, Optional.of(Condition.on("layers", 2, 3))),
          new CategoricalParameter(
              "activation",
              List.of("tanh", "relu"),
              Optional.of(
                  new Condition(
                      Map.of("cell", List.<Object>of("rnn"), "dropout", List.<Object>of(0, 10))))));

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  }

  @Test
  void anInactiveParentDeactivatesItsChildren() {
    Configuration adam = NESTED.decode(new double[] {0.5, 0.1, 0.1, 0.5});
    assertThat(adam.values().keySet()).containsExactly("optimizer", "rate");
    Configuration plain = NESTED.decode(new double[] {0.5, 0.9, 0.9, 0.5});
    assertThat(plain.values().keySet()).containsExactly("nesterov", "optimizer", "rate");
    Configuration all = NESTED.decode(new double[] {0.5, 0.1, 0.9, 0.5});
    assertThat(all.values().keySet()).containsExactly("momentum", "nesterov", "optimizer", "rate");
  }

  @Test
  void parentsComeBeforeTheirChildren() {
    assertThat(NESTED.parentsFirst().stream().map(Parameter::name))
        .containsExactly("optimizer", "nesterov", "momentum", "rate");
    assertThat(NESTED.parameters().stream().map(Parameter::name))
        .containsExactly("momentum", "nesterov", "optimizer", "rate");
  }

  @Test
  void conditionsAreAnded() {
    assertThat(FINITE.contains(values("rnn", 2, 10L, "relu"))).isTrue();
    assertThat(FINITE.contains(values("gru", 2, 10L, "relu"))).isFalse();
    assertThat(FINITE.contains(values("rnn", 2, 20L, "relu"))).isFalse();
  }

  private static Configuration values(String cell, int layers, long dropout, String activation) {
    return new Configuration(
        Map.of("cell", cell, "layers", layers, "dropout", dropout, "activation", activation));
  }

  @Test
  void encodeIsNanWhereInactiveAndDecodesBack() {
    RandomGenerator random = random();
    for (int i = 0; i < 500; i++) {
      Configuration c = NESTED.sample(random);
      double[] unit = NESTED.encode(c);
      for (int d = 0; d < unit.length; d++) {
        boolean active = c.has(NESTED.parameters().get(d).name());
        assertThat(Double.isNaN(unit[d])).isEqualTo(!active);
      }
      Configuration back = NESTED.decode(unit);
      assertThat(back.values().keySet()).isEqualTo(c.values().keySet());
      assertThat(back.number("rate")).isCloseTo(c.number("rate"), within(1e-13));
      Configuration finite = FINITE.sample(random);
      assertThat(FINITE.decode(FINITE.encode(finite))).isEqualTo(finite);
    }
  }

  @Test
  void containsExactlyTheActiveParametersWithAllowedValues() {
    RandomGenerator random = random();
    for (int i = 0; i < 200; i++) {
      assertThat(NESTED.contains(NESTED.sample(random))).isTrue();
    }
    Map<String, Object> adam = Map.of("optimizer", "adam", "rate", 0.01);
    assertThat(NESTED.contains(new Configuration(adam))).isTrue();
    assertThat(NESTED.contains(new Configuration(Map.of("optimizer", "adam")))).isFalse();
    assertThat(
            NESTED.contains(
                new Configuration(Map.of("optimizer", "adam", "rate", 0.01, "nesterov", true))))
        .isFalse();
    assertThat(NESTED.contains(new Configuration(Map.of("optimizer", "adam", "rate", 0.2))))
        .isFalse();
    assertThat(
            NESTED.contains(new Configuration(Map.of("optimizer", "adam", "rate", 0.01, "x", 1))))
        .isFalse();
  }

  @Test
  void sizeIsTheNumberOfConfigurations() {
    List<Configuration> all = FINITE.enumerate();
    assertThat(FINITE.size()).hasValue(all.size());
    // layers 1: 3 cells; layers 2, 3: 2 cells with 6 dropouts, and rnn with 2·2 + 4.
    assertThat(all).hasSize(3 + 2 * (2 * 6 + 8)).doesNotHaveDuplicates();
    assertThat(all).allMatch(FINITE::contains);
    RandomGenerator random = random();
    HashSet<Configuration> known = new HashSet<>(all);
    for (int i = 0; i < 500; i++) {
      assertThat(known).contains(FINITE.sample(random));
    }
  }

  @Test
  void spacesThatCannotBeCountedHaveNoSize() {
    assertThat(NESTED.size()).isEmpty();
    assertThatThrownBy(NESTED::enumerate).isInstanceOf(IllegalStateException.class);
    IntParameter[] wide = new IntParameter[3];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = IntParameter.linear("i" + i, 0, (1L << 40) - 1);
    }
    assertThat(SearchSpace.of(wide[0]).size()).hasValue(1L << 40);
    assertThat(SearchSpace.of(wide).size()).isEmpty();
  }

  private static Constraint product(String... names) {
    return Constraint.on(
        List.of(names),
        String.join(" * ", names) + " <= 6",
        c -> List.of(names).stream().mapToDouble(c::number).reduce(1, (a, b) -> a * b) <= 6);
  }

  @Test
  void constraintsCutWhatItContainsCountsAndLists() {
    SearchSpace space =
        SearchSpace.of(IntParameter.linear("i", 1, 4), IntParameter.linear("j", 1, 4))
            .where(List.of(product("i", "j")));
    // 1 × 4, 2 × 3, 3 × 2 and 4 × 1 are below the hyperbola.
    assertThat(space.size()).hasValue(10);
    assertThat(space.enumerate()).hasSize(10).allMatch(space::contains);
    Configuration outside = new Configuration(Map.of("i", 2, "j", 4));
    assertThat(space.contains(outside)).isFalse();
    assertThat(space.broken(outside).orElseThrow().text()).isEqualTo("i * j <= 6");
    assertThat(space.where(List.of()).contains(outside)).isTrue();
  }

  @Test
  void aConstraintDoesNotApplyWhereAParameterIsInactive() {
    SearchSpace space =
        SearchSpace.of(
                CategoricalParameter.of("switch", "on", "off"),
                new IntParameter("i", 1, 9, false, 1, Optional.of(Condition.on("switch", "on"))))
            .where(List.of(product("i")));
    assertThat(space.size()).hasValue(6 + 1);
    assertThat(space.allows(new Configuration(Map.of("switch", "off")))).isTrue();
  }

  @Test
  void aLargeConstrainedSpaceIsNotCounted() {
    SearchSpace space =
        SearchSpace.of(IntParameter.linear("i", 1, 1000), IntParameter.linear("j", 1, 1000));
    assertThat(space.size()).hasValue(1_000_000);
    assertThat(space.where(List.of(product("i", "j"))).size()).isEmpty();
  }

  @Test
  void constraintsAreEqualWhenTheirTextsAre() {
    SearchSpace space = SearchSpace.of(IntParameter.linear("i", 0, 3));
    assertThat(space.where(List.of(product("i"))))
        .isEqualTo(space.where(List.of(product("i"))))
        .hasSameHashCodeAs(space)
        .isNotEqualTo(space)
        .isNotEqualTo(space.where(List.of(product("i", "i"))))
        .hasToString("SearchSpace" + space.parameters() + " where [i <= 6]");
  }

  @Test
  void equalWhenTheParametersAre() {
    SearchSpace one = SearchSpace.of(IntParameter.linear("i", 0, 3));
    assertThat(one)
        .isEqualTo(SearchSpace.of(IntParameter.linear("i", 0, 3)))
        .hasSameHashCodeAs(SearchSpace.of(IntParameter.linear("i", 0, 3)))
        .isNotEqualTo(SearchSpace.of(IntParameter.linear("i", 0, 4)));
  }

  @Test
  void refusesAnUnknownParent() {
    assertThatThrownBy(
            () ->
                SearchSpace.of(
                    new FloatParameter(
                        "decay", 0, 1, false, Optional.of(Condition.on("schedule", "step")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decay: its condition names schedule, which is no parameter of this space");
  }

  @Test
  void refusesACycleAndShowsIt() {
    assertThatThrownBy(
            () ->
                SearchSpace.of(
                    new IntParameter("a", 0, 1, false, 1, Optional.of(Condition.on("b", 1))),
                    new IntParameter("b", 0, 1, false, 1, Optional.of(Condition.on("c", 1))),
                    new IntParameter("c", 0, 1, false, 1, Optional.of(Condition.on("a", 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conditions form a cycle: a → b → c → a");
    assertThatThrownBy(
            () ->
                SearchSpace.of(
                    new IntParameter("a", 0, 1, false, 1, Optional.of(Condition.on("a", 1)))))
        .hasMessage("conditions form a cycle: a → a");
  }

  @Test
  void refusesAConditionThatCanNeverHold() {
    assertThatThrownBy(
            () ->
                SearchSpace.of(
                    IntParameter.linear("layers", 1, 3),
                    new FloatParameter(
                        "dropout", 0, 1, false, Optional.of(Condition.on("layers", 4)))))
        .hasMessage(
            "dropout: its condition can never hold, since layers: 4 is not a value of this"
                + " parameter; allowed is int in [1, 3]");
  }

  @Test
  void refusesANameThatStandsTwice() {
    assertThatThrownBy(
            () -> SearchSpace.of(IntParameter.linear("i", 0, 1), IntParameter.linear("i", 0, 2)))
        .hasMessage("parameter i stands twice");
  }

  @Test
  void namesTheParametersThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> FINITE.parameter("hidden"))
        .hasMessageContaining("no parameter hidden")
        .hasMessageContaining("layers");
    assertThatThrownBy(() -> FINITE.decode(new double[3]))
        .hasMessage("a point of this space has 4 coordinates, not 3");
  }

  @Test
  void anEmptyConditionIsRefused() {
    assertThatThrownBy(() -> new Condition(Map.of())).hasMessageContaining("at least one parent");
    assertThatThrownBy(() -> new Condition(Map.of("a", List.of())))
        .hasMessage("the condition on a lists no value");
  }
}
