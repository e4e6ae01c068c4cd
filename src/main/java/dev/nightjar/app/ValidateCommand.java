package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.definition.TrainingSpec;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.PartSizes;
import dev.nightjar.zoo.data.WordCoverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an experiment file and its data, and says what would be searched. */
@Command(
    name = "validate",
    description = "Check an experiment file and its data without training anything.",
    footer = {"", "Example: nightjar validate experiments/quickstart.yaml"})
final class ValidateCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "FILE", description = "the experiment file")
  private Path file = Path.of("");

  @Option(
      names = "-S",
      paramLabel = "KEY=VALUE",
      description = "set a value of the file, such as budget.max_trials=5")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Experiment experiment = ExperimentReader.read(file, overrides);
    List<String> lines =
        experiment.task() instanceof TrainingSpec training
            ? describe(training)
            : command(experiment);
    if (json()) {
      out().println(experiment.resolvedJson());
      return ExitCode.OK;
    }
    SearchSpace space = experiment.space();
    out()
        .printf(
            "%s is valid: study %s searches %d parameters (%s) %s%n",
            file, experiment.name(), space.dimension(), SpaceSize.describe(space), lines.get(0));
    SpaceSize.warning(space).ifPresent(out()::println);
    lines.stream().skip(1).forEach(out()::println);
    return ExitCode.OK;
  }

  /** The end of the first line, and more lines, about data that are loaded for it. */
  private static List<String> describe(TrainingSpec training) {
    Dataset dataset = StudyData.load(training);
    PartSizes data = dataset.sizes();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "over %d training, %d validation and %d test %s",
            data.train(),
            data.validation(),
            data.test(),
            data.unit()));
    StudyData.coverage(training, dataset).ifPresent(words -> lines.add(describe(words)));
    return lines;
  }

  /** The end of the first line about a program, which is there. */
  private static List<String> command(Experiment experiment) {
    StudyData.check(experiment);
    return List.of("of a program that is there; it was not run");
  }

  private static String describe(WordCoverage coverage) {
    List<String> parts = List.of("training", "validation", "test");
    return IntStream.range(0, coverage.unknown().size())
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%.1f %% of the %s words",
                    100 * coverage.unknown().get(i),
                    parts.get(i)))
        .collect(
            Collectors.joining(
                ", ", "the vocabulary has " + coverage.words() + " words; unknown are ", ""));
  }
}
