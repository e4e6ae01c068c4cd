/**
 * How the next configuration is chosen. Open {@link dev.nightjar.search.strategy.Strategy} first:
 * it is the contract, a function of the history and a generator. Each algorithm has one file or one
 * package: {@link dev.nightjar.search.strategy.RandomStrategy}, {@link
 * dev.nightjar.search.strategy.sobol.SobolStrategy}, {@link
 * dev.nightjar.search.strategy.grid.GridStrategy}, {@link
 * dev.nightjar.search.strategy.tpe.TpeStrategy}, {@link
 * dev.nightjar.search.strategy.gp.GpStrategy}, {@link
 * dev.nightjar.search.strategy.auto.PortfolioStrategy}, {@link
 * dev.nightjar.search.strategy.genetic.GeneticStrategy}, {@link
 * dev.nightjar.search.strategy.evolution.EvolutionStrategy}, {@link
 * dev.nightjar.search.strategy.grow.GrowStrategy}. {@link
 * dev.nightjar.search.strategy.EnqueuedStrategy} puts given configurations before any of them, and
 * {@link dev.nightjar.search.strategy.parego.ParegoStrategy} makes one that follows several
 * criteria of one that follows a single one.
 *
 * <p>What they share: {@link dev.nightjar.search.strategy.Ranking} orders a history from best to
 * worst, {@link dev.nightjar.search.strategy.Untried} keeps them from suggesting anything twice,
 * and {@link dev.nightjar.search.strategy.EncodedTrials} gives the trials' points in the unit cube.
 */
package dev.nightjar.search.strategy;
