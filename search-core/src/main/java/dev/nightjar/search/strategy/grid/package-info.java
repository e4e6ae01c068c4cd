/**
 * Trying everything: open {@link dev.nightjar.search.strategy.grid.GridStrategy} first; {@link
 * dev.nightjar.search.strategy.grid.Grid} says what is on the grid.
 */
package dev.nightjar.search.strategy.grid;
