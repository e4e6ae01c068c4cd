/**
 * Whether a running trial deserves more epochs, judged against the other trials. (Early stopping
 * looks at one training only and lives with the trainer.)
 *
 * <p>Open {@link dev.nightjar.search.pruning.Pruner} first, then {@link
 * dev.nightjar.search.pruning.AshaPruner}, the one to begin with; {@link
 * dev.nightjar.search.pruning.CurvePruner} extrapolates. All compare the best values so far of the
 * first criterion ({@code LearningCurve}), leave failed trials out, and never stop a finalist or
 * the trial that is the best so far ({@code Peers}). None has a state.
 */
package dev.nightjar.search.pruning;
