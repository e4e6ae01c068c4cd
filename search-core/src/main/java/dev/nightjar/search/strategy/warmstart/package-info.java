/**
 * Learning from an earlier study, also when ranges, choices or the data have changed since. Begin
 * with {@link dev.nightjar.search.strategy.warmstart.WarmStartedStrategy}.
 */
package dev.nightjar.search.strategy.warmstart;
