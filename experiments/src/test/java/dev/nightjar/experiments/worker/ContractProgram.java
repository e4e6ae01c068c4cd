package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.TrialExecutorContract.ContractObjective;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.util.List;
import java.util.Map;

/** Runs the contract test's objective in a worker. */
public final class ContractProgram implements ObjectiveFactory, TrialProgram {

  static final String TYPE = "contract";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrialProgram create(String definition) {
    return this;
  }

  @Override
  public Objective objective() {
    return new ContractObjective();
  }

  @Override
  public Map<String, Double> scoreTest(byte[] model) {
    return Map.of("test.bytes", (double) model.length);
  }

  @Override
  public List<Attachment> describe(byte[] model, long seed) {
    return List.of();
  }

  @Override
  public BuiltEnsemble ensemble(List<byte[]> models, int draws) {
    return new BuiltEnsemble(models.stream().map(m -> draws).toList(), Map.of(), new byte[0]);
  }

  @Override
  public Refit refit(Configuration configuration, long seed, int epochs) {
    return new Refit(0, epochs, new byte[0]);
  }
}
