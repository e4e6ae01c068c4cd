package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Whether bfloat16 learns as well as f32: five seeds of a character model of Macbeth in both, the
 * same batches and initial weights for each seed.
 *
 * <p>The test: of the paired differences of the final validation loss, the mean over its standard
 * error is Student-t with 4 degrees of freedom if there is no difference; |t| below 2.776 is within
 * noise at 5 %.
 */
final class LearningPrecision {
  private static final int SEEDS = 5;
  private static final double CRITICAL_T = 2.776;

  private LearningPrecision() {}

  static List<LearningResult> run() {
    if (!RecurrentNetwork.supports(Precision.BF16)) {
      System.out.println("bfloat16: this CPU has no instructions for it");
      return List.of();
    }
    List<Double> differences = new ArrayList<>();
    List<LearningResult> results = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      double sum = 0;
      double seconds = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        LearningRun run = train(precision, seed);
        double loss = run.metrics().get("validation.loss");
        sum += loss;
        seconds += run.seconds();
        if (precision == Precision.F32) {
          differences.add(-loss);
        } else {
          differences.set(seed - 1, differences.get(seed - 1) + loss);
        }
      }
      results.add(
          LearningResult.of(
              "precision",
              "lstm 1×128 " + precision.id(),
              "mean validation loss of " + SEEDS + " seeds",
              sum / SEEDS,
              false,
              seconds));
    }
    results.add(
        LearningResult.of(
                "precision",
                String.format(Locale.ROOT, "bf16 − f32 = %.5f", mean(differences)),
                "|t| of the paired difference",
                Math.abs(t(differences)),
                false,
                0)
            .requires(CRITICAL_T));
    return results;
  }

  private static LearningRun train(Precision precision, long seed) {
    return LearningRun.of(
        TaskType.LANGUAGE_MODEL,
        Builtin.SHAKESPEARE,
        "validation.loss",
        OptionalDouble.empty(),
        Map.ofEntries(
            Map.entry("model.cell_type", "lstm"),
            Map.entry("model.hidden_size", 128),
            Map.entry("model.embedding_size", 32),
            Map.entry("model.output_dropout", 0.2),
            Map.entry("training.epochs", 20),
            Map.entry("training.batch_size", 16),
            Map.entry("training.sequence_length", 64),
            Map.entry("training.learning_rate", 0.004),
            Map.entry("training.lr_schedule.type", "cosine"),
            Map.entry("training.precision", precision.id())),
        seed);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double t(List<Double> values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / (values.size() - 1));
    return mean / (deviation / Math.sqrt(values.size()));
  }
}
