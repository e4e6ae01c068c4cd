/**
 * The covariance matrix adaptation evolution strategy, CMA-ES. Open {@link
 * dev.nightjar.search.strategy.evolution.EvolutionStrategy} first; {@link
 * dev.nightjar.search.strategy.evolution.Lineage} turns a history into generations, {@link
 * dev.nightjar.search.strategy.evolution.Distribution} is the algorithm, {@link
 * dev.nightjar.search.strategy.evolution.Weights} its constants.
 */
package dev.nightjar.search.strategy.evolution;
