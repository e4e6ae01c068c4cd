/**
 * Worker processes: child JVMs that evaluate trials, so that whatever a trial does (crash natively,
 * use up memory, hang, write without end, exit) ends that process and not the search.
 *
 * <p>Open {@link dev.nightjar.experiments.worker.WorkerProcessExecutor} first: it hands trials to
 * workers and turns what becomes of them into evaluations. {@link
 * dev.nightjar.experiments.worker.WorkerMain} is the other side, the child's main. Between them run
 * {@code Message}s in length-prefixed frames over a loopback socket; the child's standard output
 * and error carry nothing but a log. What a worker computes comes from an {@link
 * dev.nightjar.experiments.worker.ObjectiveFactory}, found by its type.
 *
 * <p>{@code CommandObjective} runs somebody else's program for each trial: {@code RunningProgram}
 * is that program, {@code Steps} and {@code FinalLine} are what it says, {@code Descendants} is how
 * all that it has started is found and ended.
 *
 * <p>{@link dev.nightjar.experiments.worker.ForegroundJvm} gives the environment of a worker to a
 * command that computes with a network while its user waits.
 */
package dev.nightjar.experiments.worker;
