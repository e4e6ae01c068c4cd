package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evaluates a configuration by running a program. What it must write is in {@code
 * src/docs/command.md}: lines {@code step value} while it works, and a JSON object at last.
 */
final class CommandObjective implements Objective {

  /** The environment variable with the number of the trial. */
  static final String TRIAL = "NIGHTJAR_TRIAL";

  /** The environment variable with the seed of the trial. */
  static final String SEED = "NIGHTJAR_SEED";

  /**
   * What remains of a seed's 64 bits: a number from 0 to 2³¹ − 1, which every language can hold.
   */
  private static final int SEED_SHIFT = 33;

  private static final int LAST_WORDS = 300;

  private final CommandSpec command;
  private final List<Criterion> criteria;

  /**
   * Of a command.
   *
   * @param criteria what it must measure, at least one; its steps are of the first
   */
  CommandObjective(CommandSpec command, List<Criterion> criteria) {
    this.command = command;
    this.criteria = List.copyOf(criteria);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ProgramFailedException if the program cannot be started, does not exit with 0, or does
   *     not say its value
   */
  @Override
  public Result evaluate(Configuration configuration, TrialContext context)
      throws InterruptedException {
    Steps steps = new Steps(criteria.get(0), context);
    Optional<String> finalLine = Optional.empty();
    String lastLine = "";
    try (RunningProgram program = start(configuration, context)) {
      Optional<String> line = program.nextLine();
      while (line.isPresent()) {
        Optional<Step> step = Step.of(line.get());
        if (step.isPresent()) {
          if (steps.report(step.get()) instanceof Decision.Stop) {
            program.terminate();
            return steps.result().orElseThrow();
          }
        } else if (FinalLine.isOne(line.get())) {
          finalLine = line;
        }
        lastLine = line.get().isBlank() || step.isPresent() ? lastLine : line.get();
        line = program.nextLine();
      }
      int exitCode = program.exitCode();
      if (exitCode != 0) {
        String words = program.lastError().isEmpty() ? lastLine : program.lastError();
        throw new ProgramFailedException(failure(exitCode, steps.last(), words));
      }
    }
    return result(finalLine, steps);
  }

  private RunningProgram start(Configuration configuration, TrialContext context) {
    ProcessBuilder builder =
        new ProcessBuilder(command.commandLine(configuration))
            .directory(command.workingDirectory().toFile());
    builder.environment().putAll(command.environment(configuration));
    builder.environment().put(TRIAL, Integer.toString(context.number()));
    builder.environment().put(SEED, Long.toString(context.seed() >>> SEED_SHIFT));
    try {
      return RunningProgram.start(builder);
    } catch (IOException e) {
      throw new ProgramFailedException(
          "the program cannot be started: "
              + ProgramLookup.problem(command)
                  .orElse(
                      e.getMessage()
                          + " (of a script, its first line may name a program that is not here)"));
    }
  }

  private static String failure(int exitCode, int lastStep, String lastWords) {
    String words = ProgramText.clean(lastWords, LAST_WORDS);
    return "the program "
        + Postmortem.ending(exitCode)
        + (lastStep > 0 ? " after step " + lastStep : "")
        + (words.isEmpty() ? "; it wrote nothing to say why" : "; its last words: " + words);
  }

  private Result result(Optional<String> finalLine, Steps steps) {
    if (finalLine.isPresent()) {
      return new Result(
          FinalLine.metrics(finalLine.get(), criteria), OptionalInt.empty(), List.of());
    }
    return steps
        .result()
        .filter(best -> criteria.size() == 1)
        .orElseThrow(
            () ->
                new ProgramFailedException(
                    "the program ended well but named no value: it should print a line such as "
                        + example()
                        + (criteria.size() == 1 ? ", or lines of step and value" : "")));
  }

  /** What the program should have printed. */
  private String example() {
    StringBuilder object = new StringBuilder("{");
    for (Criterion criterion : criteria) {
      object.append(object.length() > 1 ? ", " : "");
      object.append('"').append(criterion.metric()).append("\": 0.12");
    }
    return object.append('}').toString();
  }
}
