package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.strategy.grid.GridStrategy;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.task.TaskType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The vocabulary of experiment files: every section with its keys, apart from the hyperparameters
 * under {@code parameters}, {@code model} and {@code training}, which {@link
 * dev.nightjar.zoo.task.Hyperparameters} lists.
 */
final class Keys {

  static final int VERSION = 1;

  static final KeyType ANY_NUMBER = new KeyType.Real(-Double.MAX_VALUE, Double.MAX_VALUE);
  private static final KeyType COUNT = new KeyType.Whole(1, Integer.MAX_VALUE);

  /** A worker that has only been started uses about half of this. */
  private static final MemorySize LEAST_MEMORY = new MemorySize(256);

  private static final KeyType TEXT = new KeyType.Text();

  static final KeyType.Section TASK =
      section(
          Key.required(
              "type",
              new KeyType.Choice(CommandKeys.tasks()),
              "type: classification",
              "What is learned from the sequences; command runs a program instead."));

  static final KeyType.Section SPLIT =
      section(
          Key.required("train", new KeyType.Share(), "train: 0.8", "Share trained on, above 0."),
          Key.required(
              "validation",
              new KeyType.Share(),
              "validation: 0.1",
              "Share that early stopping and the search look at, above 0."),
          Key.required(
              "test", new KeyType.Share(), "test: 0.1", "Share that only the winner meets."));

  static final KeyType.Section TEST_FILES =
      section(
          Key.required("path", TEXT, "path: t10k-images.gz", "The items, relative to this file."),
          Key.required("labels", TEXT, "labels: t10k-labels.gz", "The file of their labels."));

  static final KeyType.Section PHRASES =
      section(
          Key.optional(
              "threshold",
              new KeyType.Real(0, Double.MAX_VALUE),
              "How many times more often than by chance, about, two words must occur one after the"
                  + " other (default: 100)."),
          Key.optional(
              "min_count",
              COUNT,
              "How often is too seldom: two words that occur one after the other no more often"
                  + " are no phrase (default: 5)."));

  static final KeyType.Section VOCABULARY =
      section(
          Key.optional(
              "max_size",
              new KeyType.Whole(1, 1_000_000),
              "The most frequent words of the training part that are known; all others are one"
                  + " unknown word (default: 10000)."),
          Key.optional(
              "min_count",
              COUNT,
              "How often a word must occur in the training part to be known (default: 2)."),
          Key.optional(
              "lower_case",
              new KeyType.Flag(),
              "Whether letters are made small first (default: false)."),
          Key.optional(
              "line_ends",
              new KeyType.Flag(),
              "Whether the end of each line is a token, as verse or a sentence a line needs;"
                  + " otherwise only empty lines are one, the end of a paragraph (default: false)."),
          Key.optional(
              "phrases",
              PHRASES,
              "Takes pairs of words that often occur together for one, such as New_York (default:"
                  + " none)."));

  static final KeyType.Section DATASET =
      section(
          Key.optional(
              "builtin",
              new KeyType.Choice(Arrays.stream(Builtin.values()).map(Builtin::label).toList()),
              "A data set that Nightjar knows; instead of path."),
          Key.optional(
              "path", TEXT, "A file of your own, relative to this file; instead of builtin."),
          Key.optional(
              "format",
              KeyType.Choice.of("tsv", "csv", "text", "json", "idx"),
              "How a file is read: as a table, by default by the ending of path; text to be"
                  + " predicted as it is; music as JSON; labelled arrays, such as images read row by"
                  + " row, as IDX, plain or gzipped."),
          Key.optional(
              "text", TEXT, "The column of the sequences (task: classification; default: text)."),
          Key.optional(
              "label", TEXT, "The column of the labels (task: classification; default: label)."),
          Key.optional(
              "labels",
              TEXT,
              "The file of the labels of the items in path (format: idx; task: classification)."),
          Key.optional(
              "test",
              TEST_FILES,
              "Files of the test part, if it has its own (format: idx; task: classification)."),
          Key.optional(
              "series",
              TEXT,
              "The column that says which series a row of numbers belongs to (tasks: classification"
                  + " and regression; default: series)."),
          Key.optional(
              "columns",
              new KeyType.Texts(),
              "The columns of numbers that are read at every step (tasks: classification of series,"
                  + " regression and forecasting; default: all that hold numbers)."),
          Key.optional(
              "target",
              TEXT,
              "The column of the numbers to be answered (tasks: regression, default: target;"
                  + " forecasting, default: the only column of numbers)."),
          Key.optional(
              "time",
              TEXT,
              "The column that says when a row was; its order is checked, and it is not read (task:"
                  + " forecasting)."),
          Key.optional(
              "window",
              new KeyType.Whole(1, ForecastWindows.MAX_WINDOW),
              "Steps that are read for a forecast (task: forecasting; default: 32; the built-in"
                  + " series have their own)."),
          Key.optional(
              "horizon",
              new KeyType.Whole(1, ForecastWindows.MAX_HORIZON),
              "Steps after the window that are forecast (task: forecasting; default: 1; the built-in"
                  + " series have their own)."),
          Key.optional(
              "difference",
              new KeyType.Flag(),
              "Whether differences from the window's last values are read and forecast, which a"
                  + " series with a trend needs (task: forecasting; default: false; of co2: true)."),
          Key.optional(
              "documents",
              KeyType.Choice.of("one", "lines"),
              "What of a text file is a document, at whose beginning nothing is remembered: the one"
                  + " whole file or each of its lines (task: language-model; default: one)."),
          Key.optional(
              "level",
              KeyType.Choice.of("character", "word"),
              "What a token of a text is (tasks: classification of texts and language-model;"
                  + " default: character)."),
          Key.optional(
              "vocabulary", VOCABULARY, "Which words are known and what a word is (level: word)."),
          Key.optional(
              "split",
              SPLIT,
              "Shares of train, validation and test (default: 0.8, 0.1, 0.1; of one running text"
                  + " 0.9, 0.05, 0.05; a file of music may say its parts itself; beside test files 0.9, 0.1, 0)."));

  static final KeyType.Section STRATEGY =
      section(
          Key.required(
              "type",
              KeyType.Choice.of(
                  "random", "bayesian", "genetic", "grid", "sobol", "evolution", "grow"),
              "type: bayesian",
              "How configurations are suggested."),
          Key.optional(
              "surrogate",
              KeyType.Choice.of("auto", "tpe", "gp"),
              "The model behind the bayesian strategy (default: auto, both in turn)."),
          Key.optional(
              "cost_aware",
              new KeyType.Flag(),
              "Whether the time that trials take is minded (type: bayesian, surrogate: gp; default:"
                  + " false); such a search is not repeatable."),
          Key.optional(
              "points",
              new KeyType.Whole(2, GridStrategy.MAX_POINTS),
              "Values into which a grid cuts a range of floats, or of more whole numbers (type:"
                  + " grid; default: 10)."));

  /** What stands under the name of a searched parameter. */
  static final KeyType.Section PARAMETER =
      section(
          Key.optional(
              "values", new KeyType.Special("a list of values"), "The values to choose from."),
          Key.optional("type", KeyType.Choice.of("float", "int"), "The type of a range."),
          Key.optional("min", ANY_NUMBER, "The smallest value (inclusive)."),
          Key.optional("max", ANY_NUMBER, "The largest value (inclusive)."),
          Key.optional(
              "log",
              new KeyType.Flag(),
              "Whether to search on a logarithmic scale; min must be above 0 (default: false)."),
          Key.optional("step", COUNT, "The distance between the values of an int (default: 1)."),
          Key.optional(
              "when",
              new KeyType.Special("a mapping from parameters to the values that they must have"),
              "The parameter is searched only where each of these parameters has one of the values"
                  + " listed for it."));

  static final KeyType.Section EARLY_STOPPING =
      section(
          Key.optional(
              "patience",
              new KeyType.Whole(0, 100_000),
              "Epochs without a better validation metric after which a training ends; 0 never ends"
                  + " it (default: 3)."),
          Key.optional(
              "min_delta",
              new KeyType.Real(0, Double.MAX_VALUE),
              "By how much a value must be better to count (default: 1e-4)."));

  static final KeyType.Section PRUNER =
      section(
          Key.required(
              "type",
              KeyType.Choice.of(
                  "none",
                  "median",
                  "percentile",
                  "patience",
                  "asha",
                  "hyperband",
                  "wilcoxon",
                  "curve"),
              "type: asha",
              "Which trials are ended because others do better."),
          Key.optional(
              "min_trials",
              COUNT,
              "Completed trials that one is compared with at least (types: median, percentile,"
                  + " patience and curve; default: 5, of curve 10)."),
          Key.optional(
              "min_epochs",
              COUNT,
              "The first epoch after which a trial is judged (default: 2, of wilcoxon 4)."),
          Key.optional(
              "interval",
              COUNT,
              "From then on a trial is judged every so many epochs (types: median, percentile,"
                  + " patience and curve; default: 1)."),
          Key.optional(
              "percentile",
              new KeyType.Real(0, 100),
              "Who is not among the best this many percent ends (type: percentile; default: 75)."),
          Key.optional(
              "patience",
              COUNT,
              "Who is worse than the median ends only after this many epochs without a better"
                  + " value; fewer than the patience of early_stopping (type: patience; default:"
                  + " 2)."),
          Key.optional(
              "min_delta",
              new KeyType.Real(0, Double.MAX_VALUE),
              "By how much a value must be better to count (type: patience; default: 0)."),
          Key.optional(
              "reduction_factor",
              new KeyType.Whole(2, 1000),
              "One of so many trials goes on at each rung, and the next rung is so many times"
                  + " higher (types: asha and hyperband; default: 2)."),
          Key.optional(
              "max_epochs",
              COUNT,
              "The epochs that the brackets divide (type: hyperband; default: training.epochs)."),
          Key.optional(
              "p_value",
              new KeyType.Real(0, 1),
              "Who is worse than the best trial with a smaller p than this ends (type: wilcoxon;"
                  + " default: 0.1)."),
          Key.optional(
              "min_probability",
              new KeyType.Real(0, 1),
              "Who will become the best with a smaller probability than this ends (type: curve;"
                  + " default: 0.05)."));

  static final KeyType.Section BUDGET =
      section(
          Key.optional(
              "max_trials", COUNT, "The search ends after this many trials, failed ones included."),
          Key.optional(
              "max_duration",
              new KeyType.Span(),
              "The search ends after this time, summed over resumes."),
          Key.optional(
              "max_trial_duration",
              new KeyType.Span(),
              "A training ends after nine tenths of this time and counts with its best epoch; a"
                  + " trial that is not done by the whole of it is stopped and counts as failed."),
          Key.optional(
              "max_trial_memory",
              new KeyType.Memory(LEAST_MEMORY),
              "A trial that uses more memory than this, its worker process and all that it starts"
                  + " included, is stopped and counts as failed (default: 4GB, of a command no"
                  + " limit)."),
          Key.optional(
              "min_improvement",
              new KeyType.Real(0, Double.MAX_VALUE),
              "The search ends when what is left of it is expected to improve the objective by less"
                  + " than this, in the metric's unit; needs max_trials or max_duration."),
          Key.optional(
              "max_consecutive_failures",
              COUNT,
              "So many failed trials in a row end the search (default: 10)."));

  private static final KeyType UP_TO_100 = new KeyType.Whole(0, 100);

  static final KeyType.Section FINALISTS =
      section(
          Key.optional(
              "top",
              UP_TO_100,
              "How many of the best configurations are trained again; 0 for none (default: 3)."),
          Key.optional(
              "seeds", UP_TO_100, "Over how many fresh seeds each; 0 for none (default: 3)."));

  /** The whole file, of whatever task. */
  static final KeyType.Section FILE = file(Optional.empty());

  /** What is read of a file where another program runs the trials. */
  static final KeyType.Section SEARCH =
      section(
          Key.required(
              "parameters",
              new KeyType.Special("a mapping from names to what to search"),
              "parameters: {x: {type: float, min: -5, max: 10}}",
              "What is searched."),
          SpaceKeys.CONSTRAINTS,
          SpaceKeys.ENQUEUE,
          Key.optional(
              "objective",
              new KeyType.Special(
                  "a mapping with the keys metric, goal, target, or a list of such"),
              "What is optimised."),
          Key.optional("strategy", STRATEGY, "How to search (default: bayesian)."),
          Key.optional("pruner", PRUNER, "Which trials end early (default: none)."),
          Key.optional(
              "seed",
              new KeyType.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
              "Seeds every suggestion (default: 42)."));

  private Keys() {}

  /** The whole file of a task. */
  static KeyType.Section fileOf(TaskType task) {
    return file(Optional.of(task));
  }

  private static KeyType.Section file(Optional<TaskType> task) {
    return section(
        Set.of("executor", "report"),
        Key.required(
            "version",
            new KeyType.Whole(VERSION, VERSION),
            "version: 1",
            "The version of this file format."),
        Key.required(
            "name",
            new KeyType.Name(),
            "name: my-first-study",
            "The study's identity: running the file again continues the study of this name."),
        Key.required("task", TASK, "task: {type: classification}", "What is learned."),
        Key.required("dataset", DATASET, "dataset: {builtin: names}", "What it is learned from."),
        Key.optional(
            "objective",
            ObjectiveKeys.first(task),
            "What is optimised, or a list of such, the first of which early stopping and pruning"
                + " follow (default: minimize validation.loss, for regression and forecasting"
                + " validation.mse, for polyphonic validation.nll)."),
        Key.optional("strategy", STRATEGY, "How to search (default: bayesian)."),
        Key.required(
            "parameters",
            new KeyType.Special("a mapping from hyperparameters to what to search, or default"),
            "parameters: default",
            "What is searched; default takes the task's standard space."),
        SpaceKeys.CONSTRAINTS,
        SpaceKeys.ENQUEUE,
        Key.optional(
            "warm_start",
            SpaceKeys.WARM_START,
            "An earlier study to learn from, over the same or another space."),
        Key.optional(
            "model",
            new KeyType.Special("a mapping from keys of model to fixed values"),
            "The network's hyperparameters that are fixed."),
        Key.optional(
            "training",
            new KeyType.Special("a mapping from keys of training to fixed values"),
            "The training's hyperparameters that are fixed."),
        Key.optional("early_stopping", EARLY_STOPPING, "When a training that gets no better ends."),
        Key.optional("pruner", PRUNER, "Which trials end early (default: none)."),
        Key.optional(
            "budget", BUDGET, "When the search ends (default: when every value was tried)."),
        Key.optional(
            "finalists",
            FINALISTS,
            "When the search has ended, the best configurations are trained again over fresh seeds;"
                + " the winner has the best mean (default: none are)."),
        Key.optional(
            "parallelism",
            new KeyType.Whole(1, 1024),
            "Worker processes (default: by cores and free memory, of which each is reckoned with"
                + " max_trial_memory if that is set, else with 1.5 GB)."),
        Key.optional(
            "seed",
            new KeyType.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
            "Seeds every suggestion and every training (default: 42)."),
        Key.optional(
            "keep_models",
            new KeyType.Whole(0, 10_000),
            "How many of the best trials keep their trained network (default: 10)."));
  }

  private static KeyType.Section section(Key... keys) {
    return new KeyType.Section(List.of(keys), Set.of());
  }

  private static KeyType.Section section(Set<String> planned, Key... keys) {
    return new KeyType.Section(List.of(keys), planned);
  }
}
