package dev.nightjar.zoo.model;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws tokens from probabilities p: token k with a probability in proportion to
 * p[k]<sup>1/temperature</sup>, among the most probable ones only where that is asked. Draws
 * answers of yes or no likewise.
 */
public final class Sampler {
  /** The highest temperature; nearly all tokens are then alike. */
  public static final double MAX_TEMPERATURE = 100;

  private final double temperature;
  private final int topK;
  private final RandomGenerator random;

  /**
   * A sampler.
   *
   * @param temperature from 0 to {@value #MAX_TEMPERATURE} (inclusive): 1 draws as the network
   *     says, below 1 more cautiously, above more boldly; 0 always takes the most probable
   * @param topK how many of the most probable tokens to draw from, at least 1; 0 for all
   * @param random what is drawn with
   * @throws IllegalArgumentException if something is out of range
   */
  public Sampler(double temperature, int topK, RandomGenerator random) {
    if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "the temperature is " + temperature + "; it must be from 0 to " + MAX_TEMPERATURE);
    }
    if (topK < 0) {
      throw new IllegalArgumentException(
          "top-k is " + topK + "; it must be at least 1, or 0 for all tokens");
    }
    this.temperature = temperature;
    this.topK = topK;
    this.random = random;
  }

  /** Draws as the network says: temperature 1, from all tokens. */
  public static Sampler of(long seed) {
    return new Sampler(1, 0, new SplittableRandom(seed));
  }

  /**
   * Draws a token.
   *
   * @param probabilities need not sum to 1; a token of probability 0 is never drawn
   * @throws IllegalArgumentException if no probability is above 0, or one is negative or no number
   */
  public int draw(float[] probabilities) {
    int best = largest(probabilities);
    if (temperature == 0) {
      return best;
    }
    float least = topK == 0 || topK >= probabilities.length ? 0 : atRank(probabilities, topK);
    int more = 0; // Of those exactly as probable as the last one, only as many as there is room.
    for (float p : probabilities) {
      more += p > least ? 1 : 0;
    }
    double[] weights = new double[probabilities.length];
    double sum = 0;
    int room = topK == 0 ? probabilities.length : topK - more;
    double peak = Math.log(probabilities[best]);
    for (int k = 0; k < weights.length; k++) {
      float p = probabilities[k];
      boolean kept = p > least || (p == least && room-- > 0);
      if (kept && p > 0) {
        weights[k] = Math.exp((Math.log(p) - peak) / temperature);
        sum += weights[k];
      }
    }
    double point = random.nextDouble() * sum;
    int drawn = best;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 0) {
        drawn = k;
        point -= weights[k];
        if (point < 0) {
          break;
        }
      }
    }
    return drawn;
  }

  /**
   * Draws the answers to independent questions of yes or no: yes with a probability in proportion
   * to p<sup>1/temperature</sup>, no with one in proportion to (1 − p)<sup>1/temperature</sup>; at
   * temperature 0 whichever is more probable, no where both are alike. Where only the most probable
   * are drawn from, yes can only be where p is among so many of the largest.
   *
   * @param probabilities of yes, each from 0 to 1
   * @return the places of the yeses, ascending
   * @throws IllegalArgumentException if something is no probability
   */
  public int[] drawEach(float[] probabilities) {
    boolean all = topK == 0 || topK >= probabilities.length;
    float least = all ? 0 : atRank(probabilities, topK);
    int room = topK;
    for (float p : probabilities) {
      room -= p > least ? 1 : 0;
    }
    IntStream.Builder yes = IntStream.builder();
    for (int k = 0; k < probabilities.length; k++) {
      float p = probabilities[k];
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("the answer " + k + " has probability " + p);
      }
      boolean kept = all || p > least || (p == least && room-- > 0);
      if (kept && drawYes(p)) {
        yes.add(k);
      }
    }
    return yes.build().toArray();
  }

  private boolean drawYes(double p) {
    if (temperature == 0) {
      return p > 0.5;
    }
    // p^(1/T) / (p^(1/T) + (1−p)^(1/T)), which is σ of the logit / T.
    double logit = Math.log(p) - Math.log1p(-p);
    return random.nextDouble() < 1 / (1 + Math.exp(-logit / temperature));
  }

  /** Checks how much is to be written. */
  static void requireLength(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("the length is " + length + "; it must be at least 0");
    }
  }

  private static int largest(float[] probabilities) {
    int best = -1;
    for (int k = 0; k < probabilities.length; k++) {
      if (!(probabilities[k] >= 0)) {
        throw new IllegalArgumentException("token " + k + " has probability " + probabilities[k]);
      }
      if (probabilities[k] > 0 && (best < 0 || probabilities[k] > probabilities[best])) {
        best = k;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          "none of the " + probabilities.length + " tokens has a probability above 0");
    }
    return best;
  }

  /** The {@code rank}-th largest, from 1. */
  private static float atRank(float[] probabilities, int rank) {
    float[] sorted = probabilities.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length - rank];
  }
}
