package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
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
  void saysWhatIsNoSpace() {
    assertThatThrownBy(() -> SpaceJson.read("3"))
        .hasMessage("a search space should be a JSON array but is 3");
    assertThatThrownBy(() -> SpaceJson.read("{}"))
        .hasMessage("\"parameters\" is missing in {}");
    assertThatThrownBy(() -> SpaceJson.read("[{\"name\":\"x\"}]"))
        .hasMessage("\"type\" is missing in {\"name\":\"x\"}");
    assertThatThrownBy(() -> SpaceJson.read("[{\"name\":\"x\",\"type\":\"y\"}]"))
        .hasMessage("x: \"y\" is no type of a parameter; there are float, int, choice");
  }
}
