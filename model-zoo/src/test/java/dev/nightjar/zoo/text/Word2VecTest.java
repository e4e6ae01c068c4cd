package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Word2VecTest {

  private static final int CLASSES = 4;
  private static final int VOCABULARY = 41; // Token 40 never occurs.

  /** Sentences of a class each, whose ten tokens have equal remainders, and of a token for all. */
  private static List<int[]> classes() {
    Random random = new Random(1);
    return java.util.stream.IntStream.range(0, 1500)
        .mapToObj(
            s ->
                java.util.stream.IntStream.range(0, 8)
                    .map(i -> i % 4 == 0 ? 0 : s % CLASSES + CLASSES * random.nextInt(10))
                    .toArray())
        .toList();
  }

  private static Word2VecSettings settings(EmbeddingMethod method) {
    return new Word2VecSettings(method, 12, 3, 4, 0.01, 4, 2 * Word2VecSettings.usualRate(method));
  }

  private static float[][] train(EmbeddingMethod method, long seed) {
    return Word2Vec.train(classes(), VOCABULARY, settings(method), new SplittableRandom(seed));
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @EnumSource(EmbeddingMethod.class)
  void tokensOfAClassAreNearerThanOthers(EmbeddingMethod method) {
    float[][] vectors = train(method, 3);
    for (int token = 1; token < 40; token++) {
      double own = 0;
      double others = 0;
      int owns = 0;
      int count = 0;
      for (int other = 1; other < 40; other++) {
        if (other != token && other % CLASSES == token % CLASSES) {
          own += cosine(vectors[token], vectors[other]);
          owns++;
        } else if (other != token) {
          others += cosine(vectors[token], vectors[other]);
          count++;
        }
      }
      assertThat(own / owns).as("token %d", token).isGreaterThan(others / count + 0.3);
    }
  }

  @ParameterizedTest
  @EnumSource(EmbeddingMethod.class)
  void theSameSeedGivesTheSameVectorsBitForBit(EmbeddingMethod method) {
    float[][] vectors = train(method, 3);
    assertThat(train(method, 3)).isDeepEqualTo(vectors);
    assertThat(train(method, 4)[5]).isNotEqualTo(vectors[5]);
    // What does not occur is as it was drawn: within ± 1/2 / size.
    assertThat(vectors[40]).hasSize(12);
    for (float value : vectors[40]) {
      assertThat(value).isBetween(-0.5f / 12, 0.5f / 12);
    }
  }

  @Test
  void aTokenWithNothingAroundTeachesNothing() {
    Word2VecSettings settings = Word2VecSettings.of(EmbeddingMethod.CBOW, 3);
    float[][] vectors =
        Word2Vec.train(List.of(new int[] {1}), 2, settings, new SplittableRandom(1));
    float[][] skipGram =
        Word2Vec.train(
            List.of(new int[] {1}),
            2,
            Word2VecSettings.of(EmbeddingMethod.SKIP_GRAM, 3),
            new SplittableRandom(1));
    assertThat(vectors).isDeepEqualTo(skipGram);
  }

  /**
   * What is left of a token is binomial: within 4.5 deviations but for 7 times in a million, and
   * there are four tokens.
   */
  @Test
  void frequentTokensAreLeftOutInTheShareOfTheFormula() {
    long[] counts = {90_000, 9_000, 900, 100, 0};
    double[] shares = Word2Vec.readShares(counts, 100_000, 0.004);
    assertThat(shares[0]).isCloseTo(Math.sqrt(0.004 / 0.9), within(1e-12));
    assertThat(shares[1]).isCloseTo(Math.sqrt(0.004 / 0.09), within(1e-12));
    assertThat(shares[2]).isCloseTo(Math.sqrt(0.004 / 0.009), within(1e-12));
    assertThat(shares[3]).isEqualTo(1);
    assertThat(shares[4]).isEqualTo(1);
    assertThat(Word2Vec.readShares(counts, 100_000, 0)).containsOnly(1);
    int[] text = new int[100_000];
    int place = 0;
    for (int token = 0; token < 4; token++) {
      for (int i = 0; i < counts[token]; i++) {
        text[place++] = token;
      }
    }
    int[] read = new int[text.length];
    int length = Word2Vec.subsample(text, shares, new SplittableRandom(6), read);
    long[] left = new long[4];
    for (int i = 0; i < length; i++) {
      left[read[i]]++;
    }
    for (int token = 0; token < 4; token++) {
      double expected = counts[token] * shares[token];
      assertThat((double) left[token])
          .isCloseTo(expected, within(4.5 * Math.sqrt(expected * (1 - shares[token])) + 1e-9));
    }
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Word2VecSettings(EmbeddingMethod.CBOW, 1, 0, 1, 0, 1, 0.1))
        .withMessage(
            "size 1, window 0, negatives 1 and epochs 1 must be at least 1, subsampling 0.0 at"
                + " least 0, learning rate 0.1 above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Word2Vec.train(
                    List.of(), 3, settings(EmbeddingMethod.CBOW), new SplittableRandom(1)))
        .withMessage("no weight is above 0");
  }
}
