package dev.nightjar.search.run;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds as a hash of the study's seed and the trial's number, so that they depend neither on the
 * order in which trials end nor on how often the study was resumed.
 */
public final class Seeds {

  private static final RandomGeneratorFactory<RandomGenerator> GENERATOR =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /** The seed of a trial, never negative. */
  public static long ofTrial(long studySeed, int number) {
    return mix(mix(studySeed) ^ (2L * number + 1)) >>> 1;
  }

  /** The generator with which trial {@code number}'s configuration is drawn. */
  public static RandomGenerator ofSuggestion(long studySeed, int number) {
    return GENERATOR.create(mix(mix(studySeed) ^ (2L * number + 2)));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014; variant 13 of Stafford). */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
