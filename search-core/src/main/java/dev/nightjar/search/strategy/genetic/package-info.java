/**
 * Evolution: recombine and mutate the best configurations found so far. Open {@link
 * dev.nightjar.search.strategy.genetic.GeneticStrategy} first. The only package that knows
 * Jenetics.
 */
package dev.nightjar.search.strategy.genetic;
