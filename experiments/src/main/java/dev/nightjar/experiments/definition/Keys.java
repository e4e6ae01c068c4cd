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
              "What is learned from the sequences."));

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
                  "How many times more often than by chance, about, two words must occur one after"
                      + " the other.")
              .byDefault("100"),
          Key.optional(
                  "min_count",
                  COUNT,
                  "How often is too seldom: two words that occur one after the other no more often"
                      + " are no phrase.")
              .byDefault("5"));

  static final KeyType.Section VOCABULARY =
      section(
          Key.optional(
                  "max_size",
                  new KeyType.Whole(1, 1_000_000),
                  "The most frequent words of the training part that are known; all others are one"
                      + " unknown word.")
              .byDefault("10000"),
          Key.optional(
                  "min_count",
                  COUNT,
                  "How often a word must occur in the training part to be known.")
              .byDefault("2"),
          Key.optional("lower_case", new KeyType.Flag(), "Whether letters are made small first.")
              .byDefault("false"),
          Key.optional(
                  "line_ends",
                  new KeyType.Flag(),
                  "Whether the end of each line is a token, as verse or a sentence a line needs;"
                      + " otherwise only empty lines are one, the end of a paragraph.")
              .byDefault("false"),
          Key.optional(
                  "phrases",
                  PHRASES,
                  "Takes pairs of words that often occur together for one, such as New_York.")
              .byDefault("none"));

  static final KeyType.Section DATASET =
      section(
          Key.optional(
              "builtin",
              new KeyType.Choice(
                  Arrays.stream(Builtin.values())
                      .map(b -> new KeyType.Word(b.label(), b.about()))
                      .toList()),
              "A data set that Nightjar knows; instead of path."),
          Key.optional(
              "path", TEXT, "A file of your own, relative to this file; instead of builtin."),
          Key.optional(
                  "format",
                  KeyType.Choice.of("tsv", "csv", "text", "json", "idx"),
                  "How a file is read: as a table; text to be predicted as it is; music as JSON;"
                      + " labelled arrays, such as images read row by row, as IDX, plain or"
                      + " gzipped.")
              .byDefault("as the task reads it, a table by the ending of path"),
          Key.optional("text", TEXT, "The column of the sequences.")
              .goesWith("task: classification")
              .byDefault("text"),
          Key.optional("label", TEXT, "The column of the labels.")
              .goesWith("task: classification")
              .byDefault("label"),
          Key.optional("labels", TEXT, "The file of the labels of the items in path.")
              .goesWith("format: idx; task: classification"),
          Key.optional("test", TEST_FILES, "Files of the test part, if it has its own.")
              .goesWith("format: idx; task: classification")
              .byDefault("none"),
          Key.optional(
                  "series", TEXT, "The column that says which series a row of numbers belongs to.")
              .goesWith("tasks: classification and regression")
              .byDefault("series"),
          Key.optional(
                  "columns",
                  new KeyType.Texts(),
                  "The columns of numbers that are read at every step.")
              .goesWith("tasks: classification of series, regression and forecasting")
              .byDefault("all that hold numbers"),
          Key.optional("target", TEXT, "The column of the numbers to be answered.")
              .goesWith("tasks: regression and forecasting")
              .byDefault("target; of forecasting the only column of numbers"),
          Key.optional(
                  "time",
                  TEXT,
                  "The column that says when a row was; its order is checked, and it is not read.")
              .goesWith("task: forecasting")
              .byDefault("none, rows are in order"),
          Key.optional(
                  "window",
                  new KeyType.Whole(1, ForecastWindows.MAX_WINDOW),
                  "Steps that are read for a forecast.")
              .goesWith("task: forecasting")
              .byDefault("32; the built-in series have their own"),
          Key.optional(
                  "horizon",
                  new KeyType.Whole(1, ForecastWindows.MAX_HORIZON),
                  "Steps after the window that are forecast.")
              .goesWith("task: forecasting")
              .byDefault("1; the built-in series have their own"),
          Key.optional(
                  "difference",
                  new KeyType.Flag(),
                  "Whether differences from the window's last values are read and forecast, which"
                      + " a series with a trend needs.")
              .goesWith("task: forecasting")
              .byDefault("false; of co2: true"),
          Key.optional(
                  "documents",
                  KeyType.Choice.of("one", "lines"),
                  "What of a text file is a document, at whose beginning nothing is remembered:"
                      + " the one whole file or each of its lines.")
              .goesWith("task: language-model")
              .byDefault("one"),
          Key.optional(
                  "level", KeyType.Choice.of("character", "word"), "What a token of a text is.")
              .goesWith("tasks: classification of texts and language-model")
              .byDefault("character"),
          Key.optional("vocabulary", VOCABULARY, "Which words are known and what a word is.")
              .goesWith("level: word")
              .byDefault("as its keys"),
          Key.optional("split", SPLIT, "Shares of train, validation and test.")
              .byDefault(
                  "0.8, 0.1, 0.1; of one running text 0.9, 0.05, 0.05; a file of music may say its"
                      + " parts itself; beside test files 0.9, 0.1, 0"));

  static final KeyType.Section STRATEGY =
      section(
          Key.required(
              "type",
              new KeyType.Choice(
                  List.of(
                      new KeyType.Word("random", "each for itself, the baseline"),
                      new KeyType.Word(
                          "bayesian",
                          "where a model of the trials so far expects most, in any space"),
                      new KeyType.Word(
                          "genetic", "crossed and mutated from the best so far, in any space"),
                      new KeyType.Word("grid", "every combination of values"),
                      new KeyType.Word(
                          "sobol", "spread evenly over the space, whatever the results"),
                      new KeyType.Word(
                          "evolution",
                          "by CMA-ES, where only ranges of numbers without when are searched, for"
                              + " one objective"),
                      new KeyType.Word(
                          "grow", "larger networks until they get worse, for one objective"))),
              "type: bayesian",
              "How configurations are suggested."),
          Key.optional(
                  "surrogate",
                  new KeyType.Choice(
                      List.of(
                          new KeyType.Word("auto", "both in turn"),
                          new KeyType.Word("tpe", "a tree-structured Parzen estimator"),
                          new KeyType.Word("gp", "a Gaussian process"))),
                  "The model behind the bayesian strategy.")
              .goesWith("type: bayesian")
              .byDefault("auto"),
          Key.optional(
                  "cost_aware",
                  new KeyType.Flag(),
                  "Whether the time that trials take is minded; such a search is not repeatable.")
              .goesWith("type: bayesian, surrogate: gp")
              .byDefault("false"),
          Key.optional(
                  "points",
                  new KeyType.Whole(2, GridStrategy.MAX_POINTS),
                  "Values into which a grid cuts a range of floats, or of more whole numbers.")
              .goesWith("type: grid")
              .byDefault("10"));

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
                  "Whether to search on a logarithmic scale; min must be above 0.")
              .byDefault("false"),
          Key.optional("step", COUNT, "The distance between the values of an int.").byDefault("1"),
          Key.optional(
                  "when",
                  new KeyType.Special(
                      "a mapping from parameters to the values that they must have"),
                  "The parameter is searched only where each of these parameters has one of the"
                      + " values listed for it.")
              .byDefault("always"));

  static final KeyType.Section EARLY_STOPPING =
      section(
          Key.optional(
                  "patience",
                  new KeyType.Whole(0, 100_000),
                  "Epochs without a better validation metric after which a training ends; 0 never"
                      + " ends it.")
              .byDefault("3"),
          Key.optional(
                  "min_delta",
                  new KeyType.Real(0, Double.MAX_VALUE),
                  "By how much a value must be better to count.")
              .byDefault("1e-4"));

  static final KeyType.Section PRUNER =
      section(
          Key.required(
              "type",
              new KeyType.Choice(
                  List.of(
                      new KeyType.Word("none", "no trial"),
                      new KeyType.Word(
                          "median", "who is worse than the median of the completed ones"),
                      new KeyType.Word(
                          "percentile", "who is worse than a percentile of the completed ones"),
                      new KeyType.Word(
                          "patience",
                          "who is worse than the median and got no better for some epochs"),
                      new KeyType.Word(
                          "asha",
                          "who is not among the best at a rung, an epoch of a geometric series"),
                      new KeyType.Word(
                          "hyperband", "the same, in brackets of which some begin to judge later"),
                      new KeyType.Word(
                          "wilcoxon", "who is worse than the best trial by a signed-rank test"),
                      new KeyType.Word(
                          "curve",
                          "who by the learning curves so far will hardly become the best"))),
              "type: asha",
              "Which trials are ended because others do better."),
          Key.optional("min_trials", COUNT, "Completed trials that one is compared with at least.")
              .goesWith("types: median, percentile, patience and curve")
              .byDefault("5, of curve 10"),
          Key.optional("min_epochs", COUNT, "The first epoch after which a trial is judged.")
              .byDefault("2, of wilcoxon 4"),
          Key.optional("interval", COUNT, "From then on a trial is judged every so many epochs.")
              .goesWith("types: median, percentile, patience and curve")
              .byDefault("1"),
          Key.optional(
                  "percentile",
                  new KeyType.Real(0, 100),
                  "Who is not among the best this many percent ends.")
              .goesWith("type: percentile")
              .byDefault("75"),
          Key.optional(
                  "patience",
                  COUNT,
                  "Who is worse than the median ends only after this many epochs without a better"
                      + " value; fewer than the patience of early_stopping.")
              .goesWith("type: patience")
              .byDefault("2"),
          Key.optional(
                  "min_delta",
                  new KeyType.Real(0, Double.MAX_VALUE),
                  "By how much a value must be better to count.")
              .goesWith("type: patience")
              .byDefault("0"),
          Key.optional(
                  "reduction_factor",
                  new KeyType.Whole(2, 1000),
                  "One of so many trials goes on at each rung, and the next rung is so many times"
                      + " higher.")
              .goesWith("types: asha and hyperband")
              .byDefault("2"),
          Key.optional("max_epochs", COUNT, "The epochs that the brackets divide.")
              .goesWith("type: hyperband")
              .byDefault("training.epochs"),
          Key.optional(
                  "p_value",
                  new KeyType.Real(0, 1),
                  "Who is worse than the best trial with a smaller p than this ends.")
              .goesWith("type: wilcoxon")
              .byDefault("0.1"),
          Key.optional(
                  "min_probability",
                  new KeyType.Real(0, 1),
                  "Who will become the best with a smaller probability than this ends.")
              .goesWith("type: curve")
              .byDefault("0.05"));

  static final KeyType.Section BUDGET =
      section(
          Key.optional(
                  "max_trials",
                  COUNT,
                  "The search ends after this many trials, failed ones included.")
              .byDefault("no limit"),
          Key.optional(
                  "max_duration",
                  new KeyType.Span(),
                  "The search ends after this time, summed over resumes.")
              .byDefault("no limit"),
          Key.optional(
                  "max_trial_duration",
                  new KeyType.Span(),
                  "A training ends after nine tenths of this time and counts with its best epoch;"
                      + " a trial that is not done by the whole of it is stopped and counts as"
                      + " failed.")
              .byDefault("no limit"),
          Key.optional(
                  "max_trial_memory",
                  new KeyType.Memory(LEAST_MEMORY),
                  "A trial that uses more memory than this, its worker process and all that it"
                      + " starts included, is stopped and counts as failed.")
              .byDefault("4GB, of a command no limit"),
          Key.optional(
                  "min_improvement",
                  new KeyType.Real(0, Double.MAX_VALUE),
                  "The search ends when what is left of it is expected to improve the objective by"
                      + " less than this, in the metric's unit; needs max_trials or max_duration.")
              .byDefault("not looked at"),
          Key.optional(
                  "max_consecutive_failures",
                  COUNT,
                  "So many failed trials in a row end the search.")
              .byDefault("10"));

  private static final KeyType UP_TO_100 = new KeyType.Whole(0, 100);

  static final KeyType.Section FINALISTS =
      section(
          Key.optional(
                  "top",
                  UP_TO_100,
                  "How many of the best configurations are trained again; 0 for none.")
              .byDefault("3"),
          Key.optional("seeds", UP_TO_100, "Over how many fresh seeds each; 0 for none.")
              .byDefault("3"),
          Key.optional(
                  "max_seeds",
                  UP_TO_100,
                  "Over how many at most, while there is time; needs max_duration.")
              .byDefault("as `seeds`"),
          Key.optional(
                  "data",
                  KeyType.Choice.of("training", FinalistsReader.BOTH),
                  "What the model is trained on in the end: the training part, or once more on the"
                      + " validation part, too, as many epochs as were best.")
              .byDefault("training"));

  static final KeyType.Section ENSEMBLE =
      section(
          Key.optional(
                  "size",
                  new KeyType.Whole(0, 50),
                  "How often a network is added at most; one that is added twice counts twice. 0"
                      + " for no ensemble.")
              .byDefault("10"));

  static final KeyType.Section EXECUTOR =
      section(
          Key.required(
              "type",
              new KeyType.Choice(
                  List.of(
                      new KeyType.Word("local", "in worker processes of this host"),
                      new KeyType.Word(
                          "spark",
                          "as tasks of Apache Spark, for which Nightjar is started by"
                              + " spark-submit"))),
              "type: spark",
              "On what trials run."),
          Key.optional(
                  "master",
                  new KeyType.Text(),
                  "The cluster, such as spark://host:7077 or local[2].")
              .goesWith("spark")
              .byDefault("that of spark-submit"),
          Key.optional(
                  "slots",
                  new KeyType.Whole(1, 1024),
                  "How many trials run at once; each takes a core.")
              .goesWith("spark")
              .byDefault("parallelism, one of which must be there"));

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
                  "What is optimised.")
              .byDefault("minimize value"),
          Key.optional("strategy", STRATEGY, "How to search.").byDefault("bayesian"),
          Key.optional("pruner", PRUNER, "Which trials end early.").byDefault("none"),
          Key.optional(
                  "seed",
                  new KeyType.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                  "Seeds every suggestion.")
              .byDefault("42"));

  private Keys() {}

  /** The whole file of a task. */
  static KeyType.Section fileOf(TaskType task) {
    return file(Optional.of(task));
  }

  private static KeyType.Section file(Optional<TaskType> task) {
    return section(
        Set.of("report"),
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
                "What is optimised, or a list of such, the first of which early stopping and"
                    + " pruning follow.")
            .byDefault(
                "minimize validation.loss, for regression and forecasting validation.mse, for"
                    + " polyphonic validation.nll"),
        Key.optional("strategy", STRATEGY, "How to search.").byDefault("bayesian"),
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
                "An earlier study to learn from, over the same or another space.")
            .byDefault("none"),
        Key.optional(
                "model",
                new KeyType.Special("a mapping from keys of model to fixed values"),
                "The network's hyperparameters that are fixed.")
            .byDefault("those of each"),
        Key.optional(
                "training",
                new KeyType.Special("a mapping from keys of training to fixed values"),
                "The training's hyperparameters that are fixed.")
            .byDefault("those of each"),
        Key.optional("early_stopping", EARLY_STOPPING, "When a training that gets no better ends.")
            .byDefault("as its keys"),
        Key.optional("pruner", PRUNER, "Which trials end early.").byDefault("none"),
        Key.optional("budget", BUDGET, "When the search ends.")
            .byDefault("when every value was tried"),
        Key.optional(
                "finalists",
                FINALISTS,
                "When the search has ended, the best configurations are trained again over fresh"
                    + " seeds; the winner has the best mean.")
            .byDefault("none are"),
        Key.optional(
                "ensemble",
                ENSEMBLE,
                "When the search has ended, networks whose averaged answers are better on the"
                    + " validation part than any one alone become the model.")
            .byDefault("none"),
        Key.optional(
                "parallelism",
                new KeyType.Whole(1, Experiment.MAX_PARALLELISM),
                "Worker processes.")
            .byDefault(
                "by cores and free memory, of which each is reckoned with max_trial_memory if that"
                    + " is set, else with 1.5 GB"),
        Key.optional("executor", EXECUTOR, "Where trials run.").byDefault("local"),
        Key.optional(
                "seed",
                new KeyType.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                "Seeds every suggestion and every training.")
            .byDefault("42"),
        Key.optional(
                "keep_models",
                new KeyType.Whole(0, 10_000),
                "How many of the best trials keep their trained network.")
            .byDefault("10"));
  }

  private static KeyType.Section section(Key... keys) {
    return new KeyType.Section(List.of(keys), Set.of());
  }

  private static KeyType.Section section(Set<String> planned, Key... keys) {
    return new KeyType.Section(List.of(keys), planned);
  }
}
