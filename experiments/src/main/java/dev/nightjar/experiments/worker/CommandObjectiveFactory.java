package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.util.List;
import java.util.Map;

/** Runs the program of an experiment with the task {@code command}. */
public final class CommandObjectiveFactory implements ObjectiveFactory {

  @Override
  public String type() {
    return WorkerSettings.COMMAND;
  }

  @Override
  public TrialProgram create(String definition) {
    Experiment experiment = Experiment.fromResolved(definition);
    if (experiment.task() instanceof CommandSpec command) {
      return new Command(new CommandObjective(command, experiment.criteria()));
    }
    throw new IllegalArgumentException(
        "the task " + experiment.task().label() + " is a training, not a command");
  }

  private record Command(CommandObjective objective) implements TrialProgram {

    @Override
    public Map<String, Double> scoreTest(byte[] model) {
      throw new TrialFailedException("a command has no model that could be scored");
    }

    @Override
    public List<Attachment> describe(byte[] model, long seed) {
      throw new TrialFailedException("a command has no model that could be described");
    }

    @Override
    public BuiltEnsemble ensemble(List<byte[]> models, int draws) {
      throw new TrialFailedException("a command has no models that could answer together");
    }

    @Override
    public Refit refit(Configuration configuration, long seed, int epochs) {
      throw new TrialFailedException("a command's data have no parts that are known here");
    }
  }
}
