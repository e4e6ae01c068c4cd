package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.Parts;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.task.TaskType;
import dev.nightjar.zoo.text.KneserNey;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A word model of The Old Curiosity Shop against the best that counting does, a trigram model with
 * modified Kneser–Ney smoothing: the same vocabulary, the same tokens, the same parts.
 */
final class LearningWords {
  private static final TextLevel WORDS =
      new TextLevel.Words(new WordTokenizer(false, false), 10_000, 3, Optional.empty());

  private LearningWords() {}

  static TextCorpus dickens() {
    return (TextCorpus) Datasets.load(BuiltinSpec.of(Builtin.DICKENS, WORDS));
  }

  static List<LearningResult> run() {
    TextCorpus corpus = dickens();
    long start = System.nanoTime();
    TextEncoding encoding = TextEncoding.of(corpus);
    Parts<int[]> tokens = corpus.parts().map(encoding.vocabulary()::encodePiece);
    KneserNey trigrams = KneserNey.train(tokens.train(), encoding.vocabulary().size());
    double counted = Math.exp(trigrams.loss(tokens.test()));
    double seconds = (System.nanoTime() - start) / 1e9;
    LearningRun run =
        LearningRun.of(
            TaskType.LANGUAGE_MODEL,
            corpus,
            "validation.loss",
            OptionalDouble.empty(),
            Map.ofEntries(
                Map.entry("model.cell_type", "lstm"),
                Map.entry("model.hidden_size", 256),
                Map.entry("model.embedding_size", 256),
                Map.entry("model.tie_weights", true),
                Map.entry("model.input_dropout", 0.5),
                Map.entry("model.output_dropout", 0.5),
                Map.entry("training.epochs", 12),
                Map.entry("training.batch_size", 20),
                Map.entry("training.sequence_length", 35),
                Map.entry("training.learning_rate", 0.003),
                Map.entry("training.lr_schedule.type", "cosine"),
                Map.entry("training.gradient_clipping", 1.0)),
            1);
    String size = " of " + encoding.vocabulary().size();
    return List.of(
        LearningResult.of(
                "word",
                "lstm 1×256",
                "test perplexity" + size,
                run.test().get("test.perplexity"),
                false,
                run.seconds())
            .requires(counted),
        LearningResult.of(
            "word", "Kneser–Ney trigram", "test perplexity" + size, counted, false, seconds));
  }
}
