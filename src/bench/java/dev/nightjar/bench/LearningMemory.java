package dev.nightjar.bench;

import dev.nightjar.zoo.data.AddingData;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.CopyData;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Adding and copying over a gap: what a vanilla network cannot keep in mind for so long. */
final class LearningMemory {
  private LearningMemory() {}

  static List<LearningResult> adding() {
    return List.of(adding("gru").requires(0.01), adding("lstm"), adding("rnn"));
  }

  private static LearningResult adding(String cell) {
    LearningRun run =
        LearningRun.of(
            TaskType.REGRESSION,
            Builtin.ADDING,
            "validation.mse",
            OptionalDouble.of(0.0005),
            Map.of(
                "model.cell_type",
                cell,
                "model.hidden_size",
                64,
                "training.epochs",
                30,
                "training.batch_size",
                32,
                "training.learning_rate",
                0.002,
                "training.gradient_clipping",
                1.0),
            1);
    return LearningResult.of(
        "adding T=" + AddingData.STEPS,
        cell,
        "mse (1/6 without memory)",
        run.test().get("test.mse"),
        false,
        run.seconds());
  }

  static List<LearningResult> copy() {
    double bound = CopyData.memorylessLoss() / 2;
    return List.of(copy("gru").requires(bound), copy("lstm"), copy("rnn"));
  }

  private static LearningResult copy(String cell) {
    LearningRun run =
        LearningRun.of(
            TaskType.LANGUAGE_MODEL,
            Builtin.COPY,
            "validation.loss",
            OptionalDouble.of(0.01),
            Map.of(
                "model.cell_type", cell,
                "model.hidden_size", 128,
                "model.embedding_size", 16,
                "training.epochs", 15,
                "training.batch_size", 32,
                "training.sequence_length", 128,
                "training.learning_rate", 0.002,
                "training.gradient_clipping", 1.0),
            1);
    return LearningResult.of(
        "copy T=" + CopyData.GAP,
        cell,
        String.format(
            java.util.Locale.ROOT, "loss (%.3f without memory)", CopyData.memorylessLoss()),
        run.test().get("test.loss"),
        false,
        run.seconds());
  }
}
