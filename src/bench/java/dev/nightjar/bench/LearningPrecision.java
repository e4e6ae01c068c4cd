package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.EnumMap;
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
 * noise at 5 %; see {@link PairedDifference}.
 */
final class LearningPrecision {
  private static final int SEEDS = 5;

  private LearningPrecision() {}

  static List<LearningResult> run() {
    if (!RecurrentNetwork.supports(Precision.BF16)) {
      System.out.println("bfloat16: this CPU has no instructions for it");
      return List.of();
    }
    Map<Precision, List<Double>> losses = new EnumMap<>(Precision.class);
    List<LearningResult> results = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      List<Double> ofPrecision = new ArrayList<>();
      double seconds = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        LearningRun run = train(precision, seed);
        ofPrecision.add(run.metrics().get("validation.loss"));
        seconds += run.seconds();
      }
      losses.put(precision, ofPrecision);
      results.add(
          LearningResult.of(
              "precision",
              "lstm 1×128 " + precision.id(),
              "mean validation loss of " + SEEDS + " seeds",
              ofPrecision.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
              false,
              seconds));
    }
    PairedDifference difference =
        PairedDifference.of(losses.get(Precision.BF16), losses.get(Precision.F32));
    results.add(
        LearningResult.of(
                "precision",
                String.format(Locale.ROOT, "bf16 − f32 = %.5f", difference.mean()),
                "|t| of the paired difference",
                Math.abs(difference.t()),
                false,
                0)
            .requires(PairedDifference.CRITICAL_T_OF_FIVE));
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
}
