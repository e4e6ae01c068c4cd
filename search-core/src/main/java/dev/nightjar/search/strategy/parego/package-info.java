/**
 * Several criteria at once for strategies that follow one: {@link
 * dev.nightjar.search.strategy.parego.ParegoStrategy}.
 */
package dev.nightjar.search.strategy.parego;
