/**
 * The tree-structured Parzen estimator: model the density l of good configurations and g of the
 * others, and try where l/g is largest (Bergstra, Bardenet, Bengio, Kégl, "Algorithms for
 * Hyper-Parameter Optimization", 2011).
 *
 * <p>Open {@link dev.nightjar.search.strategy.tpe.TpeStrategy} first: it splits the history and
 * picks a candidate. {@code ParzenEstimator} is the density over a space with conditions, {@code
 * Kernels} what it is made of, {@code Bandwidths} how wide those are.
 */
package dev.nightjar.search.strategy.tpe;
