package dev.nightjar.experiments.definition;

import static dev.nightjar.experiments.definition.Markdown.code;
import static dev.nightjar.experiments.definition.ReferenceTables.COLUMNS;
import static dev.nightjar.experiments.definition.ReferenceTables.codes;
import static dev.nightjar.experiments.definition.ReferenceTables.keys;
import static dev.nightjar.experiments.definition.ReferenceTables.row;
import static dev.nightjar.experiments.definition.ReferenceTables.typed;
import static dev.nightjar.experiments.definition.ReferenceTables.words;

import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.NetworkMetrics;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reference of experiment files for people, in Markdown: every key with what it may be, what it
 * is where it is missing, and what it means. Like {@link JsonSchema} it is made from the tables
 * that the reader checks with, so that it cannot say anything else than they do.
 */
public final class ExperimentReference {

  private ExperimentReference() {}

  /** The reference. */
  public static String text() {
    Markdown page = new Markdown();
    introduction(page);
    keys(page.heading(2, "The file"), "", Keys.FILE);
    page.heading(2, code("task")).paragraph("`task: {type: …}` says what is learned.");
    words(page, "type", Keys.TASK.key("type"));
    page.paragraph(
        "What networks read and answer is in [`model-zoo.md`](model-zoo.md). Files of task `command`"
            + " are [below](#a-program-of-your-own).");
    dataset(page);
    objective(page);
    typed(page, "strategy", Keys.STRATEGY, StrategyReader.typesOfOptions());
    page.paragraph("When to take which, and how each works: [`strategies.md`](strategies.md).");
    parameters(page);
    hyperparameters(page);
    space(page);
    keys(page.heading(2, code("early_stopping")), "early_stopping", Keys.EARLY_STOPPING);
    page.paragraph("It ends one training by its own validation; a pruner ends one by the others.");
    typed(page, "pruner", Keys.PRUNER, PrunerReader.typesOfOptions());
    page.paragraph("When to take which, and how each works: [`pruners.md`](pruners.md).");
    keys(page.heading(2, code("budget")), "budget", Keys.BUDGET);
    keys(page.heading(2, code("finalists")), "finalists", Keys.FINALISTS);
    keys(page.heading(2, code("ensemble")), "ensemble", Keys.ENSEMBLE);
    keys(page.heading(2, code("executor")), "executor", Keys.EXECUTOR);
    words(page, "type", Keys.EXECUTOR.key("type"));
    page.paragraph("How to start it on a cluster: [`cluster.md`](cluster.md).");
    command(page);
    return page.toString();
  }

  private static void introduction(Markdown page) {
    page.heading(1, "The experiment file, key by key");
    page.paragraph("<!-- Made by: nightjar schema --markdown > src/docs/experiment-file.md -->");
    page.paragraph(
        "This page is made from the tables that files are checked with; so is the JSON schema, which"
            + " `nightjar schema` prints for editors.",
        "A first file to change is written by `nightjar init`, and `nightjar validate FILE` says what"
            + " is wrong with one, where, and what is allowed.");
    page.paragraph(
        "- A file is YAML 1.2 in UTF-8, indented by blanks. `1e-3` is a number. What is unknown is an"
            + " error.",
        "- Ranges include both ends. Paths are relative to the file.",
        "- A duration is written `90s`, `20m`, `8h` or `1h30m`; an amount of memory `512MB` or"
            + " `1.5GB`.",
        "- What is fixed under `model` and `training` may be nested (`lr_schedule: {type: cosine}`) or"
            + " dotted (`lr_schedule.type: cosine`).",
        "- `nightjar run FILE -S key=value` changes a key for one run, by its dotted name.",
        "- A study is the same as long as all but `budget`, `finalists`, `ensemble`, `parallelism`, `executor`,"
            + " `keep_models` and `enqueue` is the same, the data included: these seven may change between runs.");
  }

  private static void dataset(Markdown page) {
    keys(page.heading(2, code("dataset")), "dataset", Keys.DATASET);
    page.paragraph("It is either built in or a file. What each task reads:");
    ofTasks(
        page,
        List.of("task", "reads", "`builtin`", "`format`", "keys beside `path` and `split`"),
        task ->
            List.of(
                code(task.label()),
                task.describeData(),
                codes(Builtin.labels(task.learnsFrom())),
                codes(DataFileReader.formats(task)),
                codes(
                    Keys.DATASET.names().stream()
                        .filter(
                            key -> DatasetReader.OF_TASK.getOrDefault(key, Set.of()).contains(task))
                        .toList())));
    words(page, "builtin", Keys.DATASET.key("builtin"));
    keys(page.heading(3, code("dataset.split")), "dataset.split", Keys.SPLIT);
    keys(page.heading(3, code("dataset.vocabulary")), "dataset.vocabulary", Keys.VOCABULARY);
    keys(
        page.heading(4, code("dataset.vocabulary.phrases")),
        "dataset.vocabulary.phrases",
        Keys.PHRASES);
    keys(page.heading(3, code("dataset.test")), "dataset.test", Keys.TEST_FILES);
  }

  private static void objective(Markdown page) {
    page.heading(2, code("objective"));
    page.paragraph("A mapping; for several objectives a list of mappings.");
    keys(page, "objective", ObjectiveKeys.first(Optional.empty()));
    ofTasks(
        page,
        List.of("task", "metrics, the first by default"),
        task -> List.of(code(task.label()), codes(task.objectives())));
    page.paragraph(
        "An objective after the first may also be "
            + codes(NetworkMetrics.ALL)
            + ", of the trained network: [`strategies.md`](strategies.md#several-objectives).");
  }

  private static void parameters(Markdown page) {
    page.heading(2, code("parameters"));
    page.paragraph(
        "What is searched: a mapping from names, those of [`model`](#model) and"
            + " [`training`](#training), to `{values: […]}` or to",
        "`{type: …, min: …, max: …}`, such as `model.hidden_size: {type: int, min: 32, max: 256,"
            + " log: true}`. No key is both searched and fixed.");
    page.table(COLUMNS, Keys.PARAMETER.keys().stream().map(key -> row("", key)).toList());
    page.paragraph(
        "`parameters: default` is the standard space of the task, without what is fixed:");
    standardSpaces(page);
    page.paragraph(
        "Where words are read (`level: word`) vectors are larger and may be learned beforehand, and"
            + " more is dropped. `nightjar run FILE --dry-run` shows what is searched.");
  }

  private static void standardSpaces(Markdown page) {
    List<SearchSpace> spaces = Arrays.stream(TaskType.values()).map(StandardSpaces::of).toList();
    List<String> header = new ArrayList<>(List.of("key"));
    header.addAll(Arrays.stream(TaskType.values()).map(task -> code(task.label())).toList());
    List<List<String>> rows = new ArrayList<>();
    for (String name : FixedReader.names()) {
      List<String> row = new ArrayList<>(List.of(code(name)));
      spaces.forEach(space -> row.add(searched(space, name)));
      if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
        rows.add(row);
      }
    }
    page.table(header, rows);
  }

  /** What a space says of a name; empty if that is not searched. */
  private static String searched(SearchSpace space, String name) {
    return space.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(
            parameter ->
                parameter.describe()
                    + parameter.condition().map(condition -> " " + when(condition)).orElse(""))
        .collect(Collectors.joining());
  }

  private static String when(Condition condition) {
    return condition.allowed().entrySet().stream()
        .map(e -> code(e.getKey()) + ": " + Words.list(e.getValue()))
        .collect(Collectors.joining(" and ", "when ", ""));
  }

  private static void hyperparameters(Markdown page) {
    for (String section : FixedReader.SECTIONS) {
      page.heading(2, code(section));
      page.paragraph("Fixed here, or searched under `parameters`.");
      ReferenceTables.hyperparameters(
          page,
          Hyperparameters.all().stream().filter(h -> h.name().startsWith(section + ".")).toList());
    }
    page.paragraph(
        "Formulas and sources are in [`model-zoo.md`](model-zoo.md). `model.embedding_…` goes with"
            + " text and tokens, not with numbers.");
  }

  private static void space(Markdown page) {
    page.heading(2, "`constraints`, `enqueue`, `warm_start`");
    page.table(
        COLUMNS,
        List.of(
            row("", SpaceKeys.CONSTRAINTS),
            row("", SpaceKeys.ENQUEUE),
            row("warm_start", SpaceKeys.WARM_START.key("study"))));
    page.paragraph(
        "How expressions are written, and what is learned from an earlier study, is in"
            + " [`constraints.md`](constraints.md).");
  }

  private static void command(Markdown page) {
    page.heading(2, "A program of your own");
    page.paragraph(
        "With `task: {type: command}` a trial is a run of a program. What is different then:");
    List<List<String>> rows = new ArrayList<>();
    CommandKeys.TASK.keys().forEach(key -> rows.add(row("task", key)));
    rows.add(row("", CommandKeys.file().key("parameters")));
    ObjectiveKeys.OF_SEARCH.keys().forEach(key -> rows.add(row("objective", key)));
    page.table(COLUMNS, rows);
    page.paragraph(
        codes(CommandKeys.FOREIGN.keySet()) + " say nothing to a program, and are errors.",
        "What a program is told and says is in [`command.md`](command.md). `nightjar ask-tell`, with"
            + " which your program asks for trials instead,",
        "reads " + codes(Keys.SEARCH.names()) + ": [`ask-tell.md`](ask-tell.md).");
  }

  private static void ofTasks(
      Markdown page, List<String> header, Function<TaskType, List<String>> row) {
    page.table(header, Arrays.stream(TaskType.values()).map(row).toList());
  }
}
