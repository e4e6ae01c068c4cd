package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.run.TrialExecutorContract;
import java.util.Optional;

class WorkerProcessExecutorContractTest extends TrialExecutorContract {

  @Override
  protected TrialExecutor executor(int slots) {
    return new WorkerProcessExecutor(
        new WorkerSettings(ContractProgram.TYPE, "{}", slots, Optional.empty(), TestJvm.small()));
  }
}
