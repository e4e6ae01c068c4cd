/**
 * How the next configuration is chosen. {@link dev.nightjar.search.strategy.Strategy} is the
 * contract, a function of the history and a generator; one file an algorithm.
 */
package dev.nightjar.search.strategy;
