/**
 * Low-discrepancy sequences: points that fill the unit cube more evenly than chance does. Open
 * {@link dev.nightjar.search.strategy.sobol.SobolStrategy} first; {@link
 * dev.nightjar.search.strategy.sobol.SobolSequence} is the sequence alone, for whoever needs such
 * points.
 */
package dev.nightjar.search.strategy.sobol;
