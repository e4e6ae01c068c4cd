package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads experiment files. A wrong file is answered with everything that is wrong with it at once:
 * where, what is allowed, and what was probably meant.
 */
public final class ExperimentReader {

  /** An experiment file has a few kilobytes. */
  static final int MAX_BYTES = 1 << 20;

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
    return read(file, decode(file, readBytes(file)), overrides);
  }

  /** Reads the text of a file. */
  static Experiment read(Path file, String text, Map<String, String> overrides) {
    Problems problems = new Problems();
    SourceText source = SourceText.file(file.toString(), text);
    Optional<YamlNode> root = YamlParser.parse(source, problems);
    Optional<YamlMap> map = root.filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    if (map.isEmpty()) {
      if (root.isPresent() && !root.get().isNothing()) {
        problems.add(
            root.get().span(),
            "an experiment file should be a mapping, not " + root.get().describe(),
            Words.allowed(Keys.FILE.names()));
      } else if (problems.count() == 0) {
        throw fault(file, "the file is empty", "begin with: version: 1");
      }
      problems.throwIfAny();
    }
    YamlMap overridden = new Overrides(problems).apply(map.orElseThrow(), overrides);
    Optional<Experiment> experiment =
        new ExperimentReader(file, problems).experiment(overridden, text);
    problems.throwIfAny();
    return experiment.orElseThrow();
  }

  private static byte[] readBytes(Path file) {
    if (Files.isDirectory(file)) {
      throw fault(file, "this is a folder, not a file", "name the experiment file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw fault(
            file, "the file is too large: an experiment file has at most " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw fault(
          file, "there is no such file", "looked for it at " + file.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw fault(
          file,
          "the file cannot be read: " + e.getClass().getSimpleName(),
          "see to its permissions");
    }
  }

  private static String decode(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // A decoder that reports an error stops at it.
      throw fault(
          file,
          "not YAML: the bytes after the first " + in.position() + " are no text in UTF-8",
          "save the file as text in UTF-8");
    }
  }

  private static ExperimentException fault(Path file, String message, String... hints) {
    return new ExperimentException(
        List.of(new Problem(Place.named(file.toString()), message, List.of(hints))));
  }

  private Optional<Experiment> experiment(YamlMap map, String text) {
    YamlMap readable = withoutSeveralObjectives(map);
    Section root = sections.read("", map.span(), readable, Keys.FILE);
    Optional<TaskType> named =
        root.section("task").flatMap(s -> s.text("type")).flatMap(TaskType::of);
    TaskType task = named.orElse(TaskType.CLASSIFICATION);
    Optional<DatasetSpec> dataset = root.section("dataset").flatMap(this::dataset);
    TaskHyperparameters hyperparameters = new TaskHyperparameters(problems, named);
    FixedReader fixed = new FixedReader(problems, hyperparameters);
    for (String section : FixedReader.SECTIONS) {
      root.entry(section).ifPresent(e -> fixed.read(section, e.value(), e.span()));
    }
    int before = problems.count();
    SearchSpace space =
        root.entry("parameters")
            .map(e -> space(e, task, hyperparameters, fixed))
            .orElseGet(SearchSpace::of);
    if (problems.count() == before) { // Otherwise nobody knows which cells are searched.
      new CellCheck(problems).check(fixed, space);
    }
    Criterion criterion = criterion(root.section("objective"));
    StrategySpec strategy = strategy(root.section("strategy"));
    Budget budget = budget(root.section("budget"));
    if (problems.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Experiment(
            file,
            root.text("name").orElseThrow(),
            task,
            dataset.orElseThrow(),
            List.of(criterion),
            strategy,
            space,
            complete(fixed.fixed(), space, task),
            earlyStopping(root.section("early_stopping")),
            budget,
            small(root, "parallelism"),
            root.whole("seed").orElse(Experiment.DEFAULT_SEED),
            small(root, "keep_models").orElse(StudyPlan.DEFAULT_KEEP_MODELS),
            text));
  }

  private YamlMap withoutSeveralObjectives(YamlMap map) {
    Optional<YamlMap.Entry> objective = map.find("objective");
    if (objective.isEmpty() || !(objective.get().value() instanceof YamlList)) {
      return map;
    }
    problems.add(
        objective.get().span(),
        "a list of objectives is not in this version yet",
        "allowed is one: objective: {metric: validation.loss, goal: minimize}");
    return new YamlMap(
        map.span(),
        map.entries().stream().filter(e -> !e.key().equals("objective")).toList(),
        map.size());
  }

  private Optional<DatasetSpec> dataset(Section section) {
    Optional<SplitSpec> split =
        section.has("split")
            ? section.section("split").flatMap(this::split)
            : Optional.of(SplitSpec.DEFAULT);
    Optional<YamlMap.Entry> builtin = section.entry("builtin");
    Optional<YamlMap.Entry> path = section.entry("path");
    if (builtin.isPresent() && path.isPresent()) {
      problems.add(
          path.get().span(), "a data set is either builtin or a path", "remove one of both");
    }
    if (!section.mentions("builtin") && !section.mentions("path")) {
      problems.add(
          section.span(),
          "dataset needs builtin or path",
          "write dataset: {builtin: names} or dataset: {path: my-data.tsv}");
    }
    if (builtin.isPresent() && path.isEmpty()) {
      for (String key : List.of("format", "text", "label")) {
        section
            .entry(key)
            .ifPresent(
                e ->
                    problems.add(
                        e.span(),
                        "dataset." + key + " goes with path, not with builtin",
                        "remove it"));
      }
    }
    Optional<Path> data = path.flatMap(e -> dataFile(section, e));
    if (split.isEmpty() || builtin.isPresent() == data.isPresent()) {
      return Optional.empty();
    }
    Optional<String> format = data.map(p -> section.text("format").orElseGet(() -> formatOf(p)));
    return Optional.of(
        new DatasetSpec(
            section.text("builtin"),
            data,
            format,
            section.text("text").orElse(DatasetSpec.DEFAULT_TEXT_COLUMN),
            section.text("label").orElse(DatasetSpec.DEFAULT_LABEL_COLUMN),
            split.get()));
  }

  private static String formatOf(Path data) {
    return data.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? "csv" : "tsv";
  }

  private Optional<Path> dataFile(Section section, YamlMap.Entry entry) {
    String written = section.text("path").orElseThrow();
    Path path;
    try {
      Path folder = file.toAbsolutePath().getParent();
      path = (folder == null ? Path.of(written) : folder.resolve(written)).normalize();
    } catch (InvalidPathException e) {
      problems.add(
          entry.value().span(), "dataset.path " + Words.quote(written) + " cannot name a file");
      return Optional.empty();
    }
    if (Files.isRegularFile(path) && Files.isReadable(path)) {
      return Optional.of(path);
    }
    String fault = "there is no file ";
    if (Files.isDirectory(path)) {
      fault = "this is a folder, not a file: ";
    } else if (Files.exists(path)) {
      fault = "this file cannot be read: ";
    }
    problems.add(
        entry.value().span(),
        "dataset.path: " + fault + path,
        "a path is relative to the folder of the experiment file");
    return Optional.empty();
  }

  private Optional<SplitSpec> split(Section section) {
    if (!section.has("train") || !section.has("validation") || !section.has("test")) {
      return Optional.empty();
    }
    double train = section.real("train").getAsDouble();
    double validation = section.real("validation").getAsDouble();
    double test = section.real("test").getAsDouble();
    for (String part : List.of("train", "validation")) {
      if (section.real(part).getAsDouble() == 0) {
        problems.add(
            section.node(part).span(), "dataset.split." + part + " should be above 0, not 0");
        return Optional.empty();
      }
    }
    if (Math.abs(train + validation + test - 1) > 1e-9) {
      problems.add(
          section.span(),
          "the shares of dataset.split should add up to 1, not "
              + Numbers.plain(Math.rint((train + validation + test) * 1e9) / 1e9),
          "for example: split: {train: 0.8, validation: 0.1, test: 0.1}");
      return Optional.empty();
    }
    return Optional.of(new SplitSpec(train, validation, test));
  }

  private SearchSpace space(
      YamlMap.Entry entry, TaskType task, TaskHyperparameters hyperparameters, FixedReader fixed) {
    YamlNode node = entry.value();
    if (node instanceof YamlMap map) {
      return new ParametersReader(problems, hyperparameters, fixed.spans()).read(map);
    }
    if (node instanceof YamlScalar scalar && scalar.text().equals("default")) {
      return StandardSpace.without(StandardSpaces.of(task), fixed.fixed());
    }
    problems.add(
        node.isNothing() ? entry.span() : node.span(),
        "parameters should be a mapping from hyperparameters to what to search, or default, not "
            + node.describe(),
        "write parameters: default, or for example:",
        "parameters: {model.hidden_size: {type: int, min: 32, max: 512, log: true}}");
    return SearchSpace.of();
  }

  private static Criterion criterion(Optional<Section> section) {
    String metric = section.flatMap(s -> s.text("metric")).orElse("validation.loss");
    boolean large = metric.endsWith("accuracy") || metric.endsWith("macro_f1");
    Goal goal =
        section
            .flatMap(s -> s.text("goal"))
            .map(g -> Goal.valueOf(g.toUpperCase(Locale.ROOT)))
            .orElse(large ? Goal.MAXIMIZE : Goal.MINIMIZE);
    return new Criterion(
        metric, goal, section.map(s -> s.real("target")).orElseGet(OptionalDouble::empty));
  }

  private StrategySpec strategy(Optional<Section> section) {
    String type = section.flatMap(s -> s.text("type")).orElse("bayesian");
    boolean bayesian = type.equals("bayesian");
    Optional<YamlMap.Entry> surrogate = section.flatMap(s -> s.entry("surrogate"));
    if (surrogate.isPresent() && !bayesian) {
      problems.add(
          surrogate.get().span(),
          "strategy.surrogate goes with type bayesian, not with " + type,
          "remove it");
    }
    return new StrategySpec(type, bayesian ? Map.of("surrogate", "tpe") : Map.of());
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

  private static Budget budget(Optional<Section> section) {
    return section
        .map(
            s ->
                new Budget(
                    small(s, "max_trials"),
                    s.value("max_duration").map(Duration.class::cast),
                    s.value("max_trial_duration").map(Duration.class::cast),
                    small(s, "max_consecutive_failures")
                        .orElse(Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES)))
        .orElseGet(
            () ->
                new Budget(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES));
  }

  /**
   * Every hyperparameter of the task that is not searched, with its value or its default. One whose
   * default depends on something searched is left to the trials.
   */
  private static Map<String, Object> complete(
      Map<String, Object> fixed, SearchSpace space, TaskType task) {
    Set<String> searched =
        space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    List<Hyperparameter> wanted =
        Hyperparameters.of(task).stream().filter(h -> !searched.contains(h.name())).toList();
    return Hyperparameters.complete(wanted, fixed);
  }

  private static OptionalInt small(Section section, String key) {
    return section.whole(key).isPresent()
        ? OptionalInt.of(Math.toIntExact(section.whole(key).getAsLong()))
        : OptionalInt.empty();
  }
}
