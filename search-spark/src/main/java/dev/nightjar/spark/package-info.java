/**
 * Trials as tasks of Apache Spark.
 *
 * <p>Open {@link dev.nightjar.spark.SparkTrialExecutor} first: each trial is a Spark job of one
 * task. {@link dev.nightjar.spark.TrialTask} is that task: on whatever executor Spark chooses, it
 * connects to the driver, which tells it the trial, and runs it in a worker process there. What is
 * said over that connection is in {@code dev.nightjar.experiments.worker}, {@code RemoteTrials} and
 * {@code RemoteWork}. The application finds all this by {@link
 * dev.nightjar.spark.SparkExecutorProvider}.
 */
package dev.nightjar.spark;
