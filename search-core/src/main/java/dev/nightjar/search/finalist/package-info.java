/**
 * The best trials of a search, trained again over fresh seeds: the best of many values is partly
 * luck, and a mean over seeds that had no part in the choice is not.
 *
 * <p>Open {@link dev.nightjar.search.finalist.Standings} first: from the finalist trials of a study
 * it tells who has won, and which differences are beyond the noise of seeds. {@link
 * dev.nightjar.search.run.StudyRunner} runs them.
 */
package dev.nightjar.search.finalist;
