/**
 * One study on many hosts. Open {@link dev.nightjar.experiments.cluster.Participant} first: every
 * process that works on a shared study is one.
 *
 * <p>The trials of the study are in a queue in its database, which has two sides: {@link
 * dev.nightjar.experiments.cluster.Assignments} for the one process that holds the study's lease
 * and runs it, {@link dev.nightjar.experiments.cluster.Claims} for all. The {@link
 * dev.nightjar.search.run.StudyRunner} of the former puts trials in and follows them through {@link
 * dev.nightjar.experiments.cluster.SharedExecutor}; a {@link
 * dev.nightjar.experiments.cluster.Claimer} on each host takes them out and runs them with an
 * executor of its own. {@code FollowedTrial} and {@code ClaimedTrial} are the two ends of one
 * trial's conversation.
 */
package dev.nightjar.experiments.cluster;
