package dev.nightjar.bench;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import dev.nightjar.zoo.task.TrainingObjective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether vectors of words that were learned beforehand help: five seeds of a word model of The Old
 * Curiosity Shop that has two epochs to learn, from vectors drawn and from those of word2vec; all
 * else of a seed is the same. Pre-training should help where training is short, and it has the same
 * text, so this says nothing of long trainings. The vectors of word2vec are the same for all seeds.
 */
final class LearningEmbeddings {
  private static final int SEEDS = 5;
  private static final String DRAWN = "random";

  private LearningEmbeddings() {}

  static List<LearningResult> run() {
    TextCorpus corpus = LearningWords.dickens();
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    List<LearningResult> results = new ArrayList<>();
    for (String init : List.of(DRAWN, "skip_gram", "cbow")) {
      List<Double> ofInit = new ArrayList<>();
      double seconds = 0;
      TrainingObjective objective = objective(corpus, init);
      for (int seed = 1; seed <= SEEDS; seed++) {
        LearningRun run = LearningRun.of(objective, corpus.name() + " " + init, seed);
        ofInit.add(run.metrics().get("validation.loss"));
        seconds += run.seconds();
      }
      losses.put(init, ofInit);
      results.add(
          LearningResult.of(
              "word2vec",
              "lstm 1×128 " + init,
              "mean validation loss of " + SEEDS + " seeds",
              ofInit.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
              false,
              seconds));
    }
    losses.forEach(
        (init, ofInit) -> {
          if (!init.equals(DRAWN)) {
            PairedDifference difference = PairedDifference.of(ofInit, losses.get(DRAWN));
            results.add(
                LearningResult.of(
                        "word2vec",
                        String.format(Locale.ROOT, "%s − random = %.4f", init, difference.mean()),
                        "t of the paired difference",
                        difference.t(),
                        false,
                        0)
                    .requires(-PairedDifference.CRITICAL_T_OF_FIVE));
          }
        });
    return results;
  }

  private static TrainingObjective objective(TextCorpus corpus, String init) {
    return new TrainingObjective(
        TaskType.LANGUAGE_MODEL,
        corpus,
        Map.ofEntries(
            Map.entry("model.cell_type", "lstm"),
            Map.entry("model.hidden_size", 128),
            Map.entry("model.embedding_size", 128),
            Map.entry("model.embedding_init", init),
            Map.entry("model.tie_weights", true),
            Map.entry("model.input_dropout", 0.2),
            Map.entry("model.output_dropout", 0.2),
            Map.entry("training.epochs", 2),
            Map.entry("training.batch_size", 20),
            Map.entry("training.sequence_length", 35),
            Map.entry("training.learning_rate", 0.003),
            Map.entry("training.lr_schedule.type", "cosine")),
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.loss"));
  }
}
