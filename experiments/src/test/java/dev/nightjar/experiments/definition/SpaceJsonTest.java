package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.experiments.expression.ExpressionConstraint;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpaceJsonTest {

  private static final SearchSpace SPACE =
      SearchSpace.of(
          CategoricalParameter.of("mixed", "a", 1L, 1.0, true, "\"quoted\" → text"),
          new IntParameter("whole", -5, 5, false, 2, Optional.of(Condition.on("mixed", 1L, "a"))),
          FloatParameter.log("real", 1e-300, 0.1 + 0.2),
          FloatParameter.linear("flat", 1, 2));

  @Test
  void writesOneObjectAParameter() {
    assertThat(SpaceJson.write(SearchSpace.of(FloatParameter.linear("x", 0, 1))))
        .isEqualTo("[{\"log\":false,\"max\":1.0,\"min\":0.0,\"name\":\"x\",\"type\":\"float\"}]");
    assertThat(SpaceJson.write(SearchSpace.of())).isEqualTo("[]");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(SpaceJson.read(SpaceJson.write(SPACE))).isEqualTo(SPACE);
    SearchSpace standard = StandardSpaces.of(TaskType.CLASSIFICATION);
    assertThat(SpaceJson.read(SpaceJson.write(standard))).isEqualTo(standard);
    assertThat(SpaceJson.read("[]")).isEqualTo(SearchSpace.of());
  }

  @Test
  void constraintsAreKeptWithTheFixedValuesTheyName() {
    SearchSpace space = SearchSpace.of(IntParameter.linear("i", 1, 9));
    SearchSpace constrained =
        space.where(
            List.of(ExpressionConstraint.of("i * f.j <= 6", space, Map.of("f.j", 2L, "k", 1L))));
    String json = SpaceJson.write(constrained);
    assertThat(json)
        .isEqualTo(
            "{\"constraints\":[{\"given\":{\"f.j\":2},\"text\":\"i * f.j <= 6\"}],\"parameters\":"
                + SpaceJson.write(space)
                + "}");
    assertThat(SpaceJson.read(json)).isEqualTo(constrained);
    assertThat(SpaceJson.read(json).size()).hasValue(3);
  }

  @Test
  void aConstraintInCodeCannotBeWritten() {
    SearchSpace space =
        SearchSpace.of(IntParameter.linear("i", 1, 9))
            .where(List.of(Constraint.on(List.of("i"), "i is prime", c -> true)));
    assertThatThrownBy(() -> SpaceJson.write(space))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the constraint \"i is prime\" was made in code");
  }

  @Test
  void saysWhatIsNoSpace() {
    assertThatThrownBy(() -> SpaceJson.read("3"))
        .hasMessage("a search space should be a JSON array but is 3");
    assertThatThrownBy(() -> SpaceJson.read("{}")).hasMessage("\"parameters\" is missing in {}");
    assertThatThrownBy(() -> SpaceJson.read("[{\"name\":\"x\"}]"))
        .hasMessage("\"type\" is missing in {\"name\":\"x\"}");
    assertThatThrownBy(() -> SpaceJson.read("[{\"name\":\"x\",\"type\":\"y\"}]"))
        .hasMessage("x: \"y\" is no type of a parameter; there are float, int, choice");
  }
}
