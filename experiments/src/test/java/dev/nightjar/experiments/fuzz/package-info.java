/**
 * Wrong inputs by the hundred thousand: a corpus of right ones, a {@link
 * dev.nightjar.experiments.fuzz.Mutator} that damages them, and a {@link
 * dev.nightjar.experiments.fuzz.FuzzRun} that hands them to whatever reads them and judges the
 * answers. The unit tests run it briefly, the soak benchmark at length; nothing here needs a test
 * framework.
 */
package dev.nightjar.experiments.fuzz;
