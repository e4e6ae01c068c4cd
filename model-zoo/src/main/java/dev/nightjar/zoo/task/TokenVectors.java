package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.text.EmbeddingMethod;
import dev.nightjar.zoo.text.Word2Vec;
import dev.nightjar.zoo.text.Word2VecSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The vectors of tokens that networks start from where they are not drawn: learned from the
 * training part of a data set by {@link Word2Vec}, once for all trials that ask for the same. They
 * follow from the data and the settings alone, so that it makes no difference to a trial which
 * others its worker had before.
 *
 * <p>All are multiplied by one number, so that their values have the deviation of those that would
 * be drawn instead: cells are made for signals of that size. Tokens that the training part does not
 * have keep what was drawn.
 */
final class TokenVectors {
  /** Vectors kept, in floats: 64 MB. */
  private static final long MOST_KEPT = 16L << 20;

  private static final long SEED = 1;

  private final Supplier<List<int[]>> texts;
  private final int vocabularySize;
  private final boolean[] occurs;
  private final Map<Word2VecSettings, float[][]> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Vectors for a data set.
   *
   * @param texts the tokens of the training part
   */
  TokenVectors(Supplier<List<int[]>> texts, int vocabularySize) {
    this.texts = texts;
    this.vocabularySize = vocabularySize;
    occurs = new boolean[vocabularySize];
  }

  /** Puts the vectors that a trial asks for into its network, which is fresh. */
  void put(RecurrentNetwork network, Settings settings) {
    String init = settings.text("model.embedding_init");
    if (init.equals("random")) {
      return;
    }
    EmbeddingMethod method = EmbeddingMethod.valueOf(init.toUpperCase(Locale.ROOT));
    float[][] vectors =
        vectors(
            new Word2VecSettings(
                method,
                settings.integer("model.embedding_size"),
                settings.integer("model.embedding_window"),
                settings.integer("model.embedding_negatives"),
                settings.number("model.embedding_subsampling"),
                settings.integer("model.embedding_epochs"),
                Word2VecSettings.usualRate(method)));
    float factor = (float) (network.spec().tokenVectorDeviation() / deviation(vectors));
    for (int token = 0; token < vocabularySize; token++) {
      if (occurs[token]) {
        float[] vector = vectors[token].clone();
        for (int i = 0; i < vector.length; i++) {
          vector[i] *= factor;
        }
        network.setTokenVector(token, vector);
      }
    }
  }

  private float[][] vectors(Word2VecSettings settings) {
    float[][] known = kept.get(settings);
    if (known != null) {
      return known;
    }
    List<int[]> read = texts.get();
    read.forEach(text -> Arrays.stream(text).forEach(token -> occurs[token] = true));
    float[][] learned = Word2Vec.train(read, vocabularySize, settings, new SplittableRandom(SEED));
    kept.put(settings, learned);
    var eldest = kept.entrySet().iterator();
    while (kept.size() > 1 && floats() > MOST_KEPT) {
      eldest.next();
      eldest.remove();
    }
    return learned;
  }

  private long floats() {
    return kept.keySet().stream().mapToLong(s -> (long) vocabularySize * s.size()).sum();
  }

  private double deviation(float[][] vectors) {
    double squares = 0;
    long count = 0;
    for (int token = 0; token < vocabularySize; token++) {
      if (occurs[token]) {
        for (float value : vectors[token]) {
          squares += (double) value * value;
          count++;
        }
      }
    }
    return Math.sqrt(squares / count);
  }
}
