/**
 * Several strategies as one: {@link dev.nightjar.search.strategy.auto.PortfolioStrategy}, what the
 * bayesian strategy is unless a surrogate is named.
 */
package dev.nightjar.search.strategy.auto;
