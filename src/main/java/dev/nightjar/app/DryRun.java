package dev.nightjar.app;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.Untried;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a search would be, without searching: definition, space, examples, and time. */
final class DryRun {

  private static final int EXAMPLES = 5;

  private final Experiment experiment;
  private final PrintWriter out;

  DryRun(Experiment experiment, PrintWriter out) {
    this.experiment = experiment;
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @param definitionOnly for programs
   * @return the exit code
   */
  int show(boolean definitionOnly) {
    out.println(Json.pretty(Json.parse(experiment.resolvedJson())));
    if (definitionOnly) {
      return ExitCode.OK;
    }
    out.printf(
        "%n%d parameters, %s; for example:%n",
        experiment.space().dimension(), SpaceSize.describe(experiment.space()));
    SpaceSize.warning(experiment.space()).ifPresent(out::println);
    List<Configuration> examples = examples();
    examples.forEach(example -> out.println(line(example)));
    if (!(experiment.task() instanceof CommandSpec) && !examples.isEmpty()) {
      out.flush();
      out.println(new TimeEstimate(experiment).describe(examples));
    }
    return ExitCode.OK;
  }

  private List<Configuration> examples() {
    TrialLedger nothingTried = new TrialLedger(experiment.space(), experiment.criteria());
    return IntStream.range(0, EXAMPLES)
        .mapToObj(i -> Untried.any(nothingTried, Seeds.ofSuggestion(experiment.seed(), i)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String line(Configuration configuration) {
    return configuration.values().entrySet().stream()
        .map(e -> "  " + e.getKey() + "=" + Numbers.parameter(e.getValue()))
        .collect(Collectors.joining());
  }
}
