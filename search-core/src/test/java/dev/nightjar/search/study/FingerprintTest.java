package dev.nightjar.search.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Parameter CELL = CategoricalParameter.of("cell", "rnn", 1, 1.0, true);
  private static final Parameter UNITS = IntParameter.linear("units", 1, 9);
  private static final Criterion LOSS = Criterion.minimize("loss");

  private static String of(Parameter... parameters) {
    return of(SearchSpace.of(parameters));
  }

  private static String of(SearchSpace space) {
    return StudyDefinition.inCode("s", space, List.of(LOSS), 7).fingerprint();
  }

  private static Constraint constraint(String text) {
    return Constraint.on(List.of("units"), text, c -> true);
  }

  private static String of(List<Criterion> criteria, long seed, String fixed) {
    return StudyDefinition.inCode("s", SearchSpace.of(CELL), criteria, seed, fixed).fingerprint();
  }

  private static FloatParameter rate(Map<String, List<Object>> when) {
    return new FloatParameter("rate", 0.1, 0.3, true, Optional.of(new Condition(when)));
  }

  /** Written down from another run: no JVM may give another. */
  @Test
  void isTheSameInEveryProcess() {
    assertThat(of(CELL, UNITS, rate(Map.of("cell", List.of("rnn"), "units", List.of(1L, 2L)))))
        .isEqualTo("f4fe67438c5eba26fb4f46a8864681f057f5944f854a0c5e095481dbb03c46ba");
  }

  @Test
  void theOrderOfParentsMeansNothing() {
    Map<String, List<Object>> when = new LinkedHashMap<>();
    when.put("units", List.of(1L));
    when.put("cell", List.of("rnn"));
    Map<String, List<Object>> turned = new LinkedHashMap<>();
    turned.put("cell", List.of("rnn"));
    turned.put("units", List.of(1L));
    assertThat(of(CELL, UNITS, rate(when))).isEqualTo(of(CELL, UNITS, rate(turned)));
  }

  @Test
  void differsWithEverythingThatMatters() {
    List<String> all =
        List.of(
            of(CELL),
            of(UNITS),
            of(CELL, UNITS),
            of(UNITS, CELL),
            of(CategoricalParameter.of("cell", "rnn", 1, 1.0, false)),
            of(CategoricalParameter.of("cell", "rnn", 1, "1.0", true)),
            of(CategoricalParameter.of("cell", 1, "rnn", 1.0, true)),
            of(CategoricalParameter.of("cell", "r", "nn", 1, 1.0, true)),
            of(CategoricalParameter.of("cell1", "rnn", 1, 1.0, true)),
            of(IntParameter.linear("units", 1, 10)),
            of(IntParameter.linear("units", 0, 9)),
            of(IntParameter.log("units", 1, 9)),
            of(new IntParameter("units", 1, 9, false, 2, Optional.empty())),
            of(FloatParameter.linear("units", 1, 9)),
            of(FloatParameter.log("units", 1, 9)),
            of(FloatParameter.linear("units", 1, Math.nextUp(9))),
            of(CELL, UNITS, rate(Map.of("cell", List.of("rnn")))),
            of(CELL, UNITS, rate(Map.of("cell", List.of(true)))),
            of(CELL, UNITS, rate(Map.of("units", List.of(1L)))),
            of(SearchSpace.of(UNITS).where(List.of(constraint("units <= 3")))),
            of(SearchSpace.of(UNITS).where(List.of(constraint("units <= 4")))),
            of(
                SearchSpace.of(UNITS)
                    .where(List.of(constraint("units <= 3"), constraint("units <= 4")))),
            of(List.of(Criterion.maximize("loss")), 7, ""),
            of(List.of(Criterion.minimize("error")), 7, ""),
            of(List.of(new Criterion("loss", Goal.MINIMIZE, OptionalDouble.of(0))), 7, ""),
            of(List.of(LOSS, LOSS), 7, ""),
            of(List.of(LOSS), 8, ""),
            of(List.of(LOSS), 7, "the layers"));
    Set<String> distinct = new HashSet<>(all);
    assertThat(distinct).hasSameSizeAs(all).allMatch(f -> f.matches("[0-9a-f]{64}"));
  }

  @Test
  void anotherNameIsTheSameSearch() {
    SearchSpace space = SearchSpace.of(CELL);
    assertThat(StudyDefinition.inCode("a", space, List.of(LOSS), 7).fingerprint())
        .isEqualTo(StudyDefinition.inCode("b", space, List.of(LOSS), 7).fingerprint());
  }
}
