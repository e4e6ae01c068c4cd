package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A character model of The Old Curiosity Shop: the first 90 % to train on, the next 5 % to
 * validate, the state carried over.
 */
final class LearningDickens {
  private LearningDickens() {}

  static List<LearningResult> run() {
    LearningRun run =
        LearningRun.of(
            TaskType.LANGUAGE_MODEL,
            Builtin.DICKENS,
            "validation.loss",
            OptionalDouble.empty(),
            Map.ofEntries(
                Map.entry("model.cell_type", "lstm"),
                Map.entry("model.hidden_size", 512),
                Map.entry("model.embedding_size", 64),
                Map.entry("model.output_dropout", 0.3),
                Map.entry("training.epochs", 10),
                Map.entry("training.batch_size", 32),
                Map.entry("training.sequence_length", 64),
                Map.entry("training.learning_rate", 0.003),
                Map.entry("training.lr_schedule.type", "cosine"),
                Map.entry("training.gradient_clipping", 1.0)),
            1);
    return List.of(
        LearningResult.of(
                "dickens",
                "lstm 1×512",
                "validation bits per character",
                run.metrics().get("validation.bits_per_character"),
                false,
                run.seconds())
            .requires(1.85));
  }
}
