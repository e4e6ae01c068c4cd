package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads experiment files. A wrong file is answered with everything that is wrong with it at once:
 * where, what is allowed, and what was probably meant.
 */
public final class ExperimentReader {

  private final Path file;
  private final Problems problems;
  private final SectionReader sections;

  private ExperimentReader(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.sections = new SectionReader(problems);
  }

  /**
   * Reads a file.
   *
   * @param file YAML 1.2 in UTF-8; relative paths in it are relative to its folder
   * @param overrides values that replace the file's, by dotted path, such as {@code
   *     budget.max_trials} → {@code 5}
   * @throws ExperimentException with every problem of the file and the overrides
   */
  public static Experiment read(Path file, Map<String, String> overrides) {
    return read(file, ExperimentFile.text(file), overrides);
  }

  /**
   * Reads the text of a file, which need not lie there yet.
   *
   * @throws ExperimentException with every problem of the text and the overrides
   */
  public static Experiment read(Path file, String text, Map<String, String> overrides) {
    Problems problems = new Problems();
    YamlMap map = ExperimentFile.mapping(file, text, problems);
    YamlMap overridden = new Overrides(problems).apply(map, overrides);
    Optional<Experiment> experiment =
        runsCommand(overridden)
            ? new CommandExperimentReader(file, problems).read(overridden, text)
            : new ExperimentReader(file, problems).experiment(overridden, text);
    problems.throwIfAny();
    return experiment.orElseThrow();
  }

  private Optional<Experiment> experiment(YamlMap map, String text) {
    Optional<TaskType> named = label(map).flatMap(TaskType::of);
    Section root =
        sections.read(
            "", map.span(), withoutObjective(map), named.map(Keys::fileOf).orElse(Keys.FILE));
    TaskType task = named.orElse(TaskType.CLASSIFICATION);
    Optional<DatasetSpec> dataset =
        root.section("dataset").flatMap(new DatasetReader(problems, file, named)::read);
    TaskHyperparameters hyperparameters =
        new TaskHyperparameters(problems, named, dataset.map(DatasetSpec::kind));
    FixedReader fixed = new FixedReader(problems, hyperparameters);
    for (String section : FixedReader.SECTIONS) {
      root.entry(section).ifPresent(e -> fixed.read(section, e.value(), e.span()));
    }
    int before = problems.count();
    SearchSpace space =
        root.entry("parameters")
            .map(e -> space(e, standard(task, dataset), hyperparameters, fixed))
            .orElseGet(SearchSpace::of);
    boolean known = problems.count() == before;
    if (known && dataset.isPresent()) {
      space =
          new ConstraintsReader(problems)
              .read(
                  root.entry("constraints"),
                  space,
                  complete(fixed.fixed(), space, all(task, dataset.get())));
    }
    if (known) { // Otherwise nobody knows which cells are searched.
      new CellCheck(problems).check(fixed, space);
    }
    List<Configuration> enqueue =
        known
            ? new EnqueueReader(problems, space, fixed.spans()).read(root.entry("enqueue"))
            : List.of();
    List<ObjectiveReader.Read> objectives =
        new ObjectiveReader(
                problems,
                ObjectiveKeys.first(named),
                ObjectiveKeys.other(named),
                task.objectives().get(0))
            .read(map.find("objective"));
    dataset.ifPresent(spec -> objectives.forEach(o -> checkMetric(o, spec.level())));
    StrategySpec strategy =
        new StrategyReader(problems)
            .read(
                root.section("strategy"),
                known ? Optional.of(space) : Optional.empty(),
                objectives.size());
    PrunerSpec pruner =
        new PrunerReader(problems)
            .read(
                root.section("pruner"), OptionalLong.of(TrainingEpochs.most(fixed.fixed(), space)));
    Budget budget = new BudgetReader(problems).read(root.section("budget"), objectives.size());
    Optional<String> warmStart = new WarmStartReader(problems).read(root);
    int ensemble = EnsembleReader.read(root, objectives.size(), problems);
    OptionalInt keepModels = small(root, "keep_models");
    FinalistPlan finalists =
        FinalistsReader.read(
            root, budget, RefitCheck.of(ensemble, keepModels, fixed.fixed(), space), problems);
    ExecutorSpec executor = new ExecutorReader(problems).read(root);
    if (problems.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Experiment(
            file,
            root.text("name").orElseThrow(),
            new TrainingSpec(
                task,
                dataset.orElseThrow(),
                complete(fixed.fixed(), space, all(task, dataset.orElseThrow())),
                earlyStopping(root.section("early_stopping"))),
            objectives.stream().map(ObjectiveReader.Read::criterion).toList(),
            strategy,
            space,
            enqueue,
            warmStart,
            pruner,
            budget,
            finalists,
            ensemble,
            small(root, "parallelism"),
            executor,
            root.whole("seed").orElse(Experiment.DEFAULT_SEED),
            keepModels.orElse(StudyPlan.DEFAULT_KEEP_MODELS),
            text));
  }

  /** The task that the file names, which decides what else it may say. */
  private static Optional<String> label(YamlMap map) {
    return map.find("task")
        .map(YamlMap.Entry::value)
        .filter(YamlMap.class::isInstance)
        .flatMap(task -> ((YamlMap) task).find("type"))
        .map(YamlMap.Entry::value)
        .filter(YamlScalar.class::isInstance)
        .map(type -> ((YamlScalar) type).text());
  }

  private static boolean runsCommand(YamlMap map) {
    return label(map).filter(CommandSpec.LABEL::equals).isPresent();
  }

  /** The file without what {@link ObjectiveReader} reads, which may be one or several. */
  private static YamlMap withoutObjective(YamlMap map) {
    return new YamlMap(
        map.span(),
        map.entries().stream().filter(e -> !e.key().equals("objective")).toList(),
        map.size());
  }

  private static SearchSpace standard(TaskType task, Optional<DatasetSpec> dataset) {
    return dataset
        .map(spec -> StandardSpaces.of(task, spec))
        .orElseGet(() -> StandardSpaces.of(task));
  }

  private SearchSpace space(
      YamlMap.Entry entry,
      SearchSpace standard,
      TaskHyperparameters hyperparameters,
      FixedReader fixed) {
    YamlNode node = entry.value();
    if (node instanceof YamlMap map) {
      return new ParametersReader(problems, hyperparameters, fixed.spans()).read(map);
    }
    if (node instanceof YamlScalar scalar && scalar.text().equals("default")) {
      return StandardSpace.without(standard, fixed.fixed());
    }
    problems.add(
        node.isNothing() ? entry.span() : node.span(),
        "parameters should be a mapping from hyperparameters to what to search, or default, not "
            + node.describe(),
        "write parameters: default, or for example:",
        "parameters: {model.hidden_size: {type: int, min: 32, max: 512, log: true}}");
    return SearchSpace.of();
  }

  private void checkMetric(ObjectiveReader.Read objective, TextLevel level) {
    String metric = objective.criterion().metric();
    if (level instanceof TextLevel.Words && metric.endsWith("bits_per_character")) {
      problems.add(
          objective.section().orElseThrow().node("metric").span(),
          "objective.metric: " + metric + " goes with level character, not with word",
          Words.allowed(List.of("validation.loss", "validation.perplexity")));
    }
  }

  private static EarlyStoppingSpec earlyStopping(Optional<Section> section) {
    EarlyStoppingSpec normal = EarlyStoppingSpec.DEFAULT;
    return section
        .map(
            s ->
                new EarlyStoppingSpec(
                    small(s, "patience").orElse(normal.patience()),
                    s.real("min_delta").orElse(normal.minDelta())))
        .orElse(normal);
  }

  private static List<Hyperparameter> all(TaskType task, DatasetSpec dataset) {
    return Hyperparameters.of(task, dataset.kind());
  }

  /**
   * Every hyperparameter of the task that is not searched, with its value or its default. One whose
   * default depends on something searched is left to the trials.
   */
  private static Map<String, Object> complete(
      Map<String, Object> fixed, SearchSpace space, List<Hyperparameter> all) {
    Set<String> searched =
        space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    List<Hyperparameter> wanted = all.stream().filter(h -> !searched.contains(h.name())).toList();
    return Hyperparameters.complete(wanted, fixed);
  }

  /** A whole number that an int holds. */
  static OptionalInt small(Section section, String key) {
    return section.whole(key).isPresent()
        ? OptionalInt.of(Math.toIntExact(section.whole(key).getAsLong()))
        : OptionalInt.empty();
  }
}
