package dev.nightjar.app;

import dev.nightjar.experiments.worker.ForegroundJvm;
import java.io.IOException;

/**
 * A command that computes with a network. It runs itself again in a JVM whose native libraries use
 * one thread, unless they do here already; see {@link ForegroundJvm}.
 */
abstract class ComputingCommand extends StudyCommand {

  /** The work, where native libraries use one thread. */
  abstract int compute() throws IOException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    if (ForegroundJvm.isHere()) {
      return compute();
    }
    return computeElsewhere();
  }
}
