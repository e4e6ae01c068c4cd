package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UntriedTest {

  private static SimulatedStudy study(SearchSpace space) {
    return SimulatedStudy.minimizing(space, c -> 0, 1);
  }

  private static Strategy untried() {
    return (history, random) -> Untried.any(history, random).map(c -> new Suggestion(c, "any"));
  }

  @Test
  void findsTheOneThatIsLeftOfMany() {
    SearchSpace space =
        SearchSpace.of(IntParameter.linear("i", 1, 100), IntParameter.linear("j", -50, 49));
    List<Configuration> all = space.enumerate();
    for (int left : new int[] {0, 4321, 9999}) {
      SimulatedStudy study = study(space);
      for (int i = 0; i < all.size(); i++) {
        if (i != left) {
          study.add(all.get(i), SimulatedStudy.completed(0));
        }
      }
      assertThat(Untried.any(study.history(), Seeds.ofSuggestion(2, left))).contains(all.get(left));
    }
  }

  @Test
  void countsAConditionalSpaceRight() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y"),
            new IntParameter("b", 1, 3, false, 1, Optional.of(Condition.on("a", "y"))),
            new CategoricalParameter("c", List.of(1, 2), Optional.of(Condition.on("b", 2))));
    SimulatedStudy study = study(space).run(untried(), 100);
    assertThat(study.configurations()).hasSize(5).doesNotHaveDuplicates();
  }

  /** The float is never active: its parents exclude each other. So the space has two points. */
  @Test
  void noticesThatASpaceIsUsedUpAlthoughItNamesAFloat() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y"),
            new CategoricalParameter("b", List.of("z"), Optional.of(Condition.on("a", "x"))),
            new FloatParameter(
                "never",
                0,
                1,
                false,
                Optional.of(
                    new Condition(Map.of("a", List.<Object>of("y"), "b", List.<Object>of("z"))))));
    assertThat(study(space).run(untried(), 100).configurations()).hasSize(2);
  }

  @Test
  void neverEndsWhereAFloatIsActive() {
    SearchSpace space =
        SearchSpace.of(
            IntParameter.linear("a", 1, 50),
            new FloatParameter("f", 0, 1, false, Optional.of(Condition.on("a", 7))));
    SimulatedStudy study = study(space).run(untried(), 500);
    assertThat(study.configurations()).hasSize(500);
    Set<Object> values = new HashSet<>();
    study.configurations().forEach(c -> values.add(c.integer("a")));
    assertThat(values).hasSize(50);
  }

  @Test
  void walksAHugeSpaceWithoutListingIt() {
    SearchSpace space =
        SearchSpace.of(CategoricalParameter.of("a", 1, 2), IntParameter.linear("i", 0, 1L << 50));
    assertThat(study(space).run(untried(), 200).configurations()).doesNotHaveDuplicates();
  }

  private static SearchSpace sumIsAtMost(int most, Parameter... parameters) {
    List<String> names = Arrays.stream(parameters).map(Parameter::name).toList();
    return new SearchSpace(
        List.of(parameters),
        List.of(
            Constraint.on(
                names,
                "sum <= " + most,
                c -> names.stream().mapToDouble(c::number).sum() <= most)));
  }

  /** 55 of 10,000 are allowed: no 64 draws find all of them, and the walk has to. */
  @Test
  void findsAllOfTheLittleThatConstraintsLeave() {
    SearchSpace space =
        sumIsAtMost(9, IntParameter.linear("i", 0, 99), IntParameter.linear("j", 0, 99));
    SimulatedStudy study = study(space).run(untried(), 100);
    assertThat(study.configurations()).containsExactlyInAnyOrderElementsOf(space.enumerate());
    assertThat(study.configurations()).hasSize(55);
  }

  /** It asks the constraint a bounded number of times, however large the space. */
  @Test
  void givesUpWhereNothingIsAllowed() {
    AtomicInteger asked = new AtomicInteger();
    SearchSpace space =
        new SearchSpace(
            List.of(
                IntParameter.linear("i", 0, 1L << 50),
                IntParameter.linear("j", 0, 1L << 50),
                FloatParameter.linear("f", 0, 1)),
            List.of(
                Constraint.on(
                    List.of("j", "f"),
                    "never",
                    c -> {
                      asked.incrementAndGet();
                      return false;
                    })));
    assertThat(Untried.any(study(space).history(), Seeds.ofSuggestion(1, 1))).isEmpty();
    assertThat(asked).hasValueLessThan(20_000);
  }

  @Test
  void completesWhatIsGiven() {
    SearchSpace space =
        sumIsAtMost(12, IntParameter.linear("i", 0, 9), IntParameter.linear("j", 0, 9));
    SimulatedStudy study = study(space);
    Configuration given = new Configuration(Map.of("i", 7));
    Set<Object> drawn = new HashSet<>();
    for (int n = 0; n < 6; n++) {
      Configuration next =
          Untried.with(given, study.history(), Seeds.ofSuggestion(3, n)).orElseThrow();
      assertThat(next.integer("i")).isEqualTo(7);
      drawn.add(next.integer("j"));
      study.add(next, SimulatedStudy.completed(0));
    }
    assertThat(drawn).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(Untried.with(given, study.history(), Seeds.ofSuggestion(3, 6))).isEmpty();
  }
}
