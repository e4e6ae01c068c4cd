/**
 * Runs a study. {@link dev.nightjar.search.run.StudyRunner} is the only loop of the product: it
 * asks the strategy, hands trials to a {@link dev.nightjar.search.run.TrialExecutor}, lets the
 * pruner judge every epoch, and stores what happens before anyone else hears of it. {@link
 * dev.nightjar.search.run.AskTell} is for those who run the trials themselves, and {@link
 * dev.nightjar.search.run.Search} for functions in Java.
 */
package dev.nightjar.search.run;
