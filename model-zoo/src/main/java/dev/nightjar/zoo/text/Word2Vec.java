package dev.nightjar.zoo.text;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Vectors of tokens, learned from what stands around them: tokens that occur among the same others
 * get vectors that point the same way. Skip-gram and CBOW (Mikolov, Chen, Corrado and Dean 2013)
 * with negative sampling and subsampling of frequent tokens (Mikolov, Sutskever, Chen, Corrado and
 * Dean 2013).
 *
 * <p>Negatives are drawn in proportion to the ¾ power of how often tokens occur; one that is the
 * token to be predicted is passed over. What a CBOW step does to each token around is the exact
 * gradient of their mean, which the original tool's is not (İrsoy, Benton and Stratos 2021). One
 * thread; the same random generator gives the same vectors, bit for bit.
 */
public final class Word2Vec {
  private static final double NEGATIVE_POWER = 0.75;
  private static final double LAST_RATE = 1e-4;

  private final Word2VecSettings settings;
  private final RandomGenerator random;
  private final long[] counts;
  private final long total;
  private final float[][] vectors;
  private final float[][] outputs;
  private final AliasTable negatives;
  private final float[] along;
  private final float[] mean;
  private float rate;

  private Word2Vec(
      List<int[]> texts, int vocabularySize, Word2VecSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    counts = new long[vocabularySize];
    texts.forEach(text -> Arrays.stream(text).forEach(token -> counts[token]++));
    total = Arrays.stream(counts).sum();
    negatives =
        AliasTable.of(
            Arrays.stream(counts)
                .mapToDouble(n -> StrictMath.pow((double) n, NEGATIVE_POWER))
                .toArray());
    int size = settings.size();
    vectors = new float[vocabularySize][size];
    outputs = new float[vocabularySize][size];
    for (float[] vector : vectors) {
      for (int i = 0; i < size; i++) {
        vector[i] = (random.nextFloat() - 0.5f) / size;
      }
    }
    along = new float[size];
    mean = new float[size];
  }

  /**
   * Learns the vectors.
   *
   * @param texts sequences of tokens, each from 0 to {@code vocabularySize} (exclusive); windows do
   *     not reach from one into another
   * @param random what initial vectors, windows, negatives and what is left out are drawn with
   * @return [vocabularySize][size]; of tokens that do not occur, what they began with
   * @throws IllegalArgumentException if there is no token
   */
  public static float[][] train(
      List<int[]> texts, int vocabularySize, Word2VecSettings settings, RandomGenerator random) {
    Word2Vec training = new Word2Vec(texts, vocabularySize, settings, random);
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      training.pass(texts, epoch);
    }
    return training.vectors;
  }

  private void pass(List<int[]> texts, int epoch) {
    double all = (double) total * settings.epochs();
    double done = (double) total * epoch;
    int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
    int[] read = new int[longest];
    double[] readShares = readShares(counts, total, settings.subsampling());
    for (int[] text : texts) {
      int length = subsample(text, readShares, random, read);
      for (int place = 0; place < length; place++) {
        double progress = (done + (double) place / length * text.length) / all;
        rate = (float) (settings.learningRate() * Math.max(LAST_RATE, 1 - progress));
        int reach = 1 + random.nextInt(settings.window());
        int from = Math.max(0, place - reach);
        int to = Math.min(length, place + reach + 1);
        if (settings.method() == EmbeddingMethod.SKIP_GRAM) {
          skipGram(read, place, from, to);
        } else if (to - from > 1) {
          cbow(read, place, from, to);
        }
      }
      done += text.length;
    }
  }

  /**
   * Of each token the share that is read: min(1, √(t/f)) for one that is a share f of the text
   * (Mikolov, Sutskever et al. 2013, equation 5).
   */
  static double[] readShares(long[] counts, long total, double subsampling) {
    return Arrays.stream(counts)
        .mapToDouble(
            n ->
                n == 0 || subsampling == 0
                    ? 1
                    : Math.min(1, Math.sqrt(subsampling * total / (double) n)))
        .toArray();
  }

  /** Copies what is read of a text, and says how much. */
  static int subsample(int[] text, double[] readShares, RandomGenerator random, int[] read) {
    int length = 0;
    for (int token : text) {
      if (readShares[token] == 1 || random.nextDouble() < readShares[token]) {
        read[length++] = token;
      }
    }
    return length;
  }

  private void skipGram(int[] text, int place, int from, int to) {
    float[] h = vectors[text[place]];
    for (int around = from; around < to; around++) {
      if (around != place) {
        predict(h, text[around]);
        NegativeSampling.addScaled(h, along, 1);
      }
    }
  }

  private void cbow(int[] text, int place, int from, int to) {
    float share = 1f / (to - from - 1);
    Arrays.fill(mean, 0);
    for (int around = from; around < to; around++) {
      if (around != place) {
        NegativeSampling.addScaled(mean, vectors[text[around]], share);
      }
    }
    predict(mean, text[place]);
    for (int around = from; around < to; around++) {
      if (around != place) {
        NegativeSampling.addScaled(vectors[text[around]], along, share);
      }
    }
  }

  /** Leaves in {@code along} how the vector predicted from is to be moved. */
  private void predict(float[] h, int token) {
    Arrays.fill(along, 0);
    NegativeSampling.step(h, along, outputs, token, true, rate);
    for (int k = 0; k < settings.negatives(); k++) {
      int other = negatives.draw(random);
      if (other != token) {
        NegativeSampling.step(h, along, outputs, other, false, rate);
      }
    }
  }
}
