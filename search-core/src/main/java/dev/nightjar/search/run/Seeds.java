package dev.nightjar.search.run;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds as a hash of the study's seed and the trial's place among the search trials, which is its
 * number where no finalist is between them. So they depend neither on the order in which trials end
 * nor on how often the study was resumed.
 */
public final class Seeds {

  private static final RandomGeneratorFactory<RandomGenerator> GENERATOR =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /**
   * The seed of a search trial, never negative.
   *
   * @param place how many search trials were before it
   */
  public static long ofTrial(long studySeed, int place) {
    return mix(mix(studySeed) ^ (2L * place + 1)) >>> 1;
  }

  /** The generator with which the configuration of the search trial at a place is drawn. */
  public static RandomGenerator ofSuggestion(long studySeed, int place) {
    return GENERATOR.create(mix(mix(studySeed) ^ (2L * place + 2)));
  }

  /**
   * A fresh seed for a search trial's configuration, never negative.
   *
   * @param number the search trial's number
   * @param index from 0
   */
  public static long ofFinalist(long studySeed, int number, int index) {
    return mix(mix(mix(studySeed) ^ (2L * number + 1)) ^ (index + 1L)) >>> 1;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014; variant 13 of Stafford). */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
