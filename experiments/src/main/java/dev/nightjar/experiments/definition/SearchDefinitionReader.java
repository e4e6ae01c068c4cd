package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads of an experiment file what a search needs whose trials another program runs: {@code
 * parameters}, {@code constraints}, {@code enqueue}, {@code objective}, {@code strategy}, {@code
 * pruner} and {@code seed}. The other keys of experiment files may stand there and are not read;
 * parameters may have any name. A wrong file is answered as {@link ExperimentReader} does it.
 */
public final class SearchDefinitionReader {

  private final Problems problems = new Problems();
  private final SectionReader sections = new SectionReader(problems);

  private SearchDefinitionReader() {}

  /**
   * Reads a file.
   *
   * @param file YAML 1.2 in UTF-8
   * @param strategy the type of strategy that replaces the file's; options of the file that go with
   *     another type are dropped then
   * @throws ExperimentException with every problem of the file and of the strategy
   */
  public static SearchDefinition read(Path file, Optional<String> strategy) {
    return read(file, ExperimentFile.text(file), strategy);
  }

  /** Reads the text of a file. */
  static SearchDefinition read(Path file, String text, Optional<String> strategy) {
    SearchDefinitionReader reader = new SearchDefinitionReader();
    YamlMap map = ExperimentFile.mapping(file, text, reader.problems);
    SearchDefinition definition =
        reader.definition(strategy.map(type -> withStrategy(map, type)).orElse(map));
    reader.problems.throwIfAny();
    return definition;
  }

  private static YamlMap withStrategy(YamlMap map, String type) {
    Span span = SourceText.option("--strategy", type).start();
    List<YamlMap.Entry> entries = new ArrayList<>();
    map.find("strategy")
        .map(YamlMap.Entry::value)
        .filter(YamlMap.class::isInstance)
        .ifPresent(section -> entries.addAll(((YamlMap) section).entries()));
    entries.removeIf(
        e -> !StrategyReader.typesOfOptions().getOrDefault(e.key(), List.of(type)).contains(type));
    YamlScalar value = new YamlScalar(span, type, Optional.of(type));
    YamlMap strategy =
        new YamlMap(span, entries, entries.size() + 1).with(new YamlMap.Entry("type", span, value));
    return map.with(new YamlMap.Entry("strategy", span, strategy));
  }

  private SearchDefinition definition(YamlMap file) {
    Section root = sections.read("", file.span(), withoutOthers(file), Keys.SEARCH);
    int before = problems.count();
    SearchSpace space =
        root.entry("parameters").map(new FreeSpace(problems)::readSome).orElseGet(SearchSpace::of);
    boolean known = problems.count() == before && root.has("parameters");
    return definition(problems, root, space, known);
  }

  /**
   * What a search needs, whoever runs its trials.
   *
   * @param root the file
   * @param space of the key {@code parameters}, not yet cut by constraints
   * @param known whether that key was in order; if not, nothing is said about what rests on it
   */
  static SearchDefinition definition(
      Problems problems, Section root, SearchSpace space, boolean known) {
    SearchSpace whole =
        known
            ? new ConstraintsReader(problems).read(root.entry("constraints"), space, Map.of())
            : space;
    List<Configuration> enqueue =
        known
            ? new EnqueueReader(problems, whole, Map.of()).read(root.entry("enqueue"))
            : List.of();
    List<Criterion> criteria = ObjectiveReader.ofSearch(problems, root.entry("objective"));
    StrategySpec strategy =
        new StrategyReader(problems)
            .read(
                root.section("strategy"),
                known ? Optional.of(whole) : Optional.empty(),
                criteria.size());
    // How long a trial goes on is up to who runs it.
    PrunerSpec pruner =
        new PrunerReader(problems).read(root.section("pruner"), OptionalLong.empty());
    return new SearchDefinition(
        whole,
        enqueue,
        criteria,
        strategy,
        pruner,
        root.whole("seed").orElse(Experiment.DEFAULT_SEED));
  }

  /** Without the keys of experiment files that do not matter here; unknown ones stay, as errors. */
  private static YamlMap withoutOthers(YamlMap file) {
    return new YamlMap(
        file.span(),
        file.entries().stream()
            .filter(
                e ->
                    Keys.SEARCH.names().contains(e.key())
                        || !(Keys.FILE.names().contains(e.key())
                            || Keys.FILE.planned().contains(e.key())))
            .toList(),
        file.size());
  }
}
