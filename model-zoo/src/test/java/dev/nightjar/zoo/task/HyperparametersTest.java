package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Parameter;
import org.junit.jupiter.api.Test;

class HyperparametersTest {

  @Test
  void everyDefaultIsAllowedAndEveryNameUnique() {
    assertThat(Hyperparameters.all())
        .allMatch(h -> h.allows(h.defaultValue()))
        .extracting(Hyperparameter::name)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Hyperparameters.planned());
  }

  @Test
  void standardSpacesSearchKnownHyperparametersWithinTheirRanges() {
    for (TaskType task : TaskType.values()) {
      for (Parameter parameter : StandardSpaces.of(task).parameters()) {
        Hyperparameter hyperparameter = Hyperparameters.find(parameter.name()).orElseThrow();
        assertThat(hyperparameter.allows(parameter.fromUnit(0))).as(parameter.name()).isTrue();
        assertThat(hyperparameter.allows(parameter.fromUnit(1))).as(parameter.name()).isTrue();
      }
    }
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(Hyperparameters.find("model.num_layers").orElseThrow().describe())
        .isEqualTo("a whole number from 1 to 4");
    assertThat(Hyperparameters.find("model.cell_type").orElseThrow().describe())
        .isEqualTo("one of rnn, lstm, gru");
  }
}
