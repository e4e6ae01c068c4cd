package dev.nightjar.search.strategy.gp;

/**
 * What a Gaussian process is fitted by.
 *
 * @param weights one a parameter, 1/ℓ² for its length scale ℓ in the unit cube
 * @param variance of the function, above 0
 * @param noise variance of an observation around the function, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
record Hyperparameters(double[] weights, double variance, double noise) {}
