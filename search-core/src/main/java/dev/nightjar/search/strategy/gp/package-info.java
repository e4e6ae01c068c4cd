/**
 * Bayesian optimisation with Gaussian processes. Open {@link
 * dev.nightjar.search.strategy.gp.GpStrategy} first: it fits, asks and suggests. {@code
 * Observations} is what a history says, {@code Distances} what is alike in a space with choices and
 * conditions, {@code KernelFit} how fast the function changes along each parameter, {@code
 * GaussianProcess} what is known anywhere, {@code ExpectedImprovement} what that is worth, and
 * {@code AcquisitionSearch} where it is worth most; {@code DurationModel} says what a trial costs,
 * and {@link dev.nightjar.search.strategy.gp.RemainingImprovement} what the rest of a search may
 * bring.
 */
package dev.nightjar.search.strategy.gp;
