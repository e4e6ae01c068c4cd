package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Parameter;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.training.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HyperparametersTest {

  private static Hyperparameter find(String name) {
    return Hyperparameters.find(name).orElseThrow();
  }

  @Test
  void everyDefaultIsAllowedAndEveryNameUnique() {
    Map<String, Object> defaults = Hyperparameters.complete(Hyperparameters.all(), Map.of());
    assertThat(Hyperparameters.all())
        .allMatch(h -> h.allows(defaults.get(h.name())))
        .allMatch(h -> !h.tasks().isEmpty())
        .extracting(Hyperparameter::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void standardSpacesSearchKnownHyperparametersWithinTheirRanges() {
    for (TaskType task : TaskType.values()) {
      List<Parameter> parameters = new ArrayList<>(StandardSpaces.of(task).parameters());
      if (task.learnsFrom().contains(DatasetKind.TOKENS)) {
        DatasetSpec words = BuiltinSpec.of(Builtin.DICKENS, TextLevel.words());
        parameters.addAll(StandardSpaces.of(task, words).parameters());
      }
      for (Parameter parameter : parameters) {
        Hyperparameter hyperparameter = find(parameter.name());
        assertThat(hyperparameter.belongsTo(task)).as(parameter.name()).isTrue();
        assertThat(hyperparameter.allows(parameter.fromUnit(0))).as(parameter.name()).isTrue();
        assertThat(hyperparameter.allows(parameter.fromUnit(1))).as(parameter.name()).isTrue();
      }
    }
  }

  @Test
  void theChoicesAreThoseOfTheEngine() {
    assertThat(find("model.cell_type").choices())
        .isEqualTo(Arrays.stream(CellType.values()).map(CellType::id).toList());
    assertThat(find("model.num_layers").max()).isEqualTo(NetworkSpec.MAX_LAYERS);
    assertThat(find("training.optimizer").choices()).isEqualTo(Optimizer.NAMES);
  }

  @Test
  void everyTaskHasWhatItCanUse() {
    List<String> classification = names(TaskType.CLASSIFICATION);
    List<String> languageModel = names(TaskType.LANGUAGE_MODEL);
    List<String> regression = names(TaskType.REGRESSION);
    assertThat(classification)
        .contains("model.bidirectional", "model.embedding_size", "training.label_smoothing")
        .doesNotContain("model.tie_weights", "training.sequence_length");
    assertThat(languageModel)
        .contains("model.tie_weights", "training.sequence_length", "training.label_smoothing")
        .doesNotContain("model.bidirectional");
    assertThat(names(TaskType.POLYPHONIC))
        .contains("training.sequence_length", "model.output_dropout")
        .doesNotContain(
            "model.bidirectional",
            "model.embedding_size",
            "model.tie_weights",
            "training.label_smoothing");
    assertThat(regression)
        .contains("model.bidirectional")
        .doesNotContain(
            "model.embedding_size",
            "model.tie_weights",
            "training.sequence_length",
            "training.label_smoothing");
  }

  private static List<String> names(TaskType task) {
    return Hyperparameters.of(task).stream().map(Hyperparameter::name).toList();
  }

  @Test
  void completesWhatIsLeftOut() {
    List<Hyperparameter> wanted =
        List.of(find("training.epochs"), find("training.optimizer"), find("training.weight_decay"));
    assertThat(Hyperparameters.complete(wanted, Map.of("training.optimizer", "adamw")))
        .isEqualTo(
            Map.of(
                "training.epochs",
                30L,
                "training.optimizer",
                "adamw",
                "training.weight_decay",
                0.01));
    assertThat(Hyperparameters.complete(wanted, Map.of()))
        .containsEntry("training.optimizer", "adam")
        .containsEntry("training.weight_decay", 0.0);
  }

  @Test
  void aDefaultThatDependsOnWhatIsUnknownIsLeftOpen() {
    Hyperparameter decay = find("training.weight_decay");
    assertThat(Hyperparameters.complete(List.of(decay), Map.of())).isEmpty();
    assertThat(Hyperparameters.complete(List.of(decay), Map.of("training.weight_decay", 0.5)))
        .isEqualTo(Map.of("training.weight_decay", 0.5));
    assertThat(decay.defaultValue().describe()).isEqualTo("0.01 for adamw, otherwise 0.0");
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(find("model.num_layers").describe()).isEqualTo("a whole number from 1 to 32");
    assertThat(find("model.cell_type").describe())
        .isEqualTo("one of rnn, lstm, gru, gru_cho, tdnn");
  }
}
