package dev.nightjar.search.run;

class InProcessExecutorTest extends TrialExecutorContract {

  @Override
  protected TrialExecutor executor(int slots) {
    return new InProcessExecutor(new ContractObjective(), slots);
  }
}
