package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads experiment files with {@code task: {type: command}}, whose trials run a program. */
final class CommandExperimentReader {

  private final Path file;
  private final Problems problems;

  CommandExperimentReader(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The experiment; empty after recording a problem. */
  Optional<Experiment> read(YamlMap map, String text) {
    Section root =
        new SectionReader(problems).read("", map.span(), withoutForeign(map), CommandKeys.file());
    Optional<YamlMap.Entry> parameters = root.entry("parameters");
    int before = problems.count();
    SearchSpace space =
        parameters.map(e -> new FreeSpace(problems).read(e)).orElseGet(SearchSpace::of);
    boolean known = problems.count() == before;
    SearchDefinition search = SearchDefinitionReader.definition(problems, root, space, known);
    List<String> names =
        parameters
            .map(YamlMap.Entry::value)
            .filter(YamlMap.class::isInstance)
            .map(node -> ((YamlMap) node).entries().stream().map(YamlMap.Entry::key).toList())
            .orElse(List.of());
    Optional<CommandSpec> command =
        root.section("task")
            .flatMap(
                section ->
                    new CommandReader(problems, file, names, search.space())
                        .read(section, parameters.map(YamlMap.Entry::span).orElse(section.span())));
    Budget budget =
        new BudgetReader(problems).read(root.section("budget"), search.criteria().size());
    FinalistPlan finalists =
        FinalistsReader.read(root, budget, Optional.of(RefitCheck.COMMAND), problems);
    Optional<String> warmStart = new WarmStartReader(problems).read(root);
    ExecutorSpec executor = new ExecutorReader(problems).read(root);
    if (problems.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Experiment(
            file,
            root.text("name").orElseThrow(),
            command.orElseThrow(),
            search.criteria(),
            search.strategy(),
            search.space(),
            search.enqueue(),
            warmStart,
            search.pruner(),
            budget,
            finalists,
            0,
            ExperimentReader.small(root, "parallelism"),
            executor,
            search.seed(),
            0,
            text));
  }

  /** Without the keys that are for trainings, each of which is a problem. */
  private YamlMap withoutForeign(YamlMap map) {
    for (YamlMap.Entry entry : map.entries()) {
      if (CommandKeys.FOREIGN.containsKey(entry.key())) {
        problems.add(
            entry.span(),
            Words.quote(entry.key()) + " does not go with task command",
            "remove it; " + CommandKeys.FOREIGN.get(entry.key()));
      }
    }
    return new YamlMap(
        map.span(),
        map.entries().stream().filter(e -> !CommandKeys.FOREIGN.containsKey(e.key())).toList(),
        map.size());
  }
}
