package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTest {

  static List<Builtin> included() {
    return Arrays.stream(Builtin.values()).filter(Builtin::included).toList();
  }

  @ParameterizedTest
  @MethodSource("included")
  void everyDataSetGoesWithTheTaskThatLearnsFromItsKindAndNoOther(Builtin builtin) {
    Dataset data = Datasets.load(BuiltinSpec.of(builtin));
    for (TaskType type : TaskType.values()) {
      if (type.learnsFrom().contains(data.kind())) {
        assertThat(Task.of(type, data).interpretation().task()).isEqualTo(type);
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Task.of(type, data))
            .withMessage(
                "task "
                    + type.label()
                    + " learns from "
                    + type.describeData()
                    + ", but "
                    + builtin.label()
                    + " has "
                    + data.kind().describe());
      }
    }
  }

  @Test
  void aMetricThatTheTaskDoesNotMeasureIsRefusedBeforeAnythingIsTrained() {
    Dataset data = Datasets.load(BuiltinSpec.of(Builtin.ADDING));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TrainingObjective(
                    TaskType.REGRESSION,
                    data,
                    Map.of(),
                    EarlyStoppingSpec.DEFAULT,
                    Criterion.minimize("validation.loss")))
        .withMessage(
            "task regression does not measure validation.loss; it measures validation.mse,"
                + " validation.mae");
  }

  @ParameterizedTest
  @EnumSource(TaskType.class)
  void everyTaskHasItsNameItsMetricsAndItsDefault(TaskType type) {
    assertThat(TaskType.of(type.label())).contains(type);
    assertThat(type.objectives()).isNotEmpty().allMatch(m -> m.startsWith("validation."));
    assertThat(type.metrics()).containsAll(type.objectives()).contains("training.loss");
  }
}
