/**
 * One evaluation of one configuration: what is to be run ({@link
 * dev.nightjar.search.trial.TrialSpec}), what became of it ({@link
 * dev.nightjar.search.trial.Trial}, {@link dev.nightjar.search.trial.Outcome}), and the contract of
 * whatever computes it ({@link dev.nightjar.search.trial.Objective}). Strategies and pruners see
 * trials only through {@link dev.nightjar.search.trial.History}.
 */
package dev.nightjar.search.trial;
