package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.ChordProgression;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.task.PolyphonicScore;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Chord progressions predicted, on the test part: between the best loss there can be, which is
 * known exactly, and that of each key's frequency. A network should come nine tenths of the way.
 */
final class LearningMusic {
  private static final double SHARE = 0.9;

  private LearningMusic() {}

  static List<LearningResult> chords() {
    MusicCorpus data = (MusicCorpus) Datasets.load(BuiltinSpec.of(Builtin.CHORDS));
    double optimum = ChordProgression.optimalLoss(data.parts().test());
    double frequencies =
        PolyphonicScore.ofKeyFrequencies(data.parts().train(), data.parts().test());
    double required = frequencies - SHARE * (frequencies - optimum);
    List<LearningResult> results = new ArrayList<>();
    for (String cell : List.of("gru", "lstm", "rnn")) {
      LearningRun run =
          LearningRun.of(
              TaskType.POLYPHONIC,
              Builtin.CHORDS,
              "validation.nll",
              OptionalDouble.empty(),
              settings(cell, learningRate(cell)),
              1);
      LearningResult result = row(cell, run.test().get("test.nll"), run.seconds());
      // An ordinary network is there for comparison.
      results.add(cell.equals("rnn") ? result : result.requires(required));
    }
    results.add(row("optimum", optimum, 0));
    results.add(row("key frequencies", frequencies, 0));
    return results;
  }

  private static LearningResult row(String name, double nll, double seconds) {
    return LearningResult.of("polyphonic", name, "nll, chords", nll, false, seconds);
  }

  private static double learningRate(String cell) {
    return switch (cell) {
      case "lstm" -> 0.01;
      case "gru" -> 0.004;
      default -> 0.003;
    };
  }

  private static Map<String, Object> settings(String cell, double learningRate) {
    return Map.of(
        "model.cell_type",
        cell,
        "model.hidden_size",
        128,
        "model.output_dropout",
        0.2,
        "training.epochs",
        40,
        "training.batch_size",
        8,
        "training.learning_rate",
        learningRate,
        "training.lr_schedule.type",
        "cosine");
  }
}
