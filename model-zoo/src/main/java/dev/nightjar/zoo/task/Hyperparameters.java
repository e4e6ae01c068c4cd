package dev.nightjar.zoo.task;

import static dev.nightjar.zoo.task.Hyperparameter.Kind.BOOLEAN;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.CHOICE;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.FLOAT;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.INT;

import dev.nightjar.zoo.data.DatasetKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The catalogue of hyperparameters: the one place that knows their names, ranges and defaults. */
public final class Hyperparameters {

  private static final Set<TaskType> EVERY_TASK = EnumSet.allOf(TaskType.class);

  /** Tasks that answer once they have read the whole sequence. */
  private static final Set<TaskType> ONE_ANSWER =
      EnumSet.of(TaskType.CLASSIFICATION, TaskType.REGRESSION, TaskType.FORECASTING);

  /** Tasks that choose one of several classes or tokens, and read tokens. */
  private static final Set<TaskType> CHOOSING =
      EnumSet.of(TaskType.CLASSIFICATION, TaskType.LANGUAGE_MODEL);

  private static final Set<TaskType> LANGUAGE_MODEL = EnumSet.of(TaskType.LANGUAGE_MODEL);

  /** Tasks that predict what comes next at every step. */
  private static final Set<TaskType> NEXT_STEP =
      EnumSet.of(TaskType.LANGUAGE_MODEL, TaskType.POLYPHONIC);

  private static final double MAX_DROPOUT = 0.95;

  /** In deviations of standardised numbers and of fresh vectors of tokens, which have 1. */
  private static final double MAX_NOISE = 10;

  private static final List<Hyperparameter> ALL =
      List.of(
          choice(
              "model.cell_type",
              "lstm",
              "the cell of every layer",
              "rnn",
              "lstm",
              "gru",
              "gru_cho",
              "tdnn"),
          choice(
              "model.activation",
              "tanh",
              "what the cells rnn and tdnn do to their weighted sums; the others always have tanh",
              "tanh",
              "relu"),
          integer(
              "model.window",
              1,
              1024,
              5,
              "steps that a layer of the cell tdnn sees at once, the present one included"),
          real(
              "model.forget_bias",
              -5,
              10,
              1,
              "the bias of the forget gate that training of the cell lstm starts from"),
          integer("model.num_layers", 1, 32, 1, "layers on top of each other"),
          integer("model.hidden_size", 1, 4096, 128, "units of the first layer"),
          real(
              "model.width_factor",
              0.1,
              2,
              1,
              "what the units of a layer are multiplied with to give those of the next"),
          flag(
              "model.bidirectional",
              false,
              "whether each layer reads the sequence in both directions; tdnn has none to turn"
                  + " round",
              ONE_ANSWER),
          integer("model.embedding_size", 1, 4096, 32, "numbers that stand for a token", CHOOSING),
          choice(
              "model.embedding_init",
              "random",
              "the vectors of tokens that training starts from: drawn, or learned from the training"
                  + " part by word2vec",
              CHOOSING,
              "random",
              "skip_gram",
              "cbow"),
          choice(
              "model.embedding_training",
              "fine_tuned",
              "whether the vectors of tokens are trained with the rest or stay as they were",
              CHOOSING,
              "fine_tuned",
              "frozen"),
          integer(
              "model.embedding_window",
              1,
              100,
              5,
              "how far word2vec looks to both sides of a token, at most",
              CHOOSING),
          integer(
              "model.embedding_negatives",
              1,
              100,
              5,
              "tokens that word2vec draws against each that it predicts",
              CHOOSING),
          real(
              "model.embedding_subsampling",
              0,
              1,
              1e-3,
              "the share of the text from which on word2vec leaves some of a frequent token out; 0"
                  + " leaves out none",
              CHOOSING),
          integer(
              "model.embedding_epochs", 1, 1000, 10, "passes of word2vec over the text", CHOOSING),
          flag(
              "model.tie_weights",
              false,
              "whether the output layer's weights are the embedding's",
              LANGUAGE_MODEL),
          real(
              "model.input_noise",
              0,
              MAX_NOISE,
              0,
              "standard deviation of the Gaussian noise added in training to the values that the"
                  + " first layer reads"),
          real(
              "model.input_dropout",
              0,
              MAX_DROPOUT,
              0,
              "share of the values dropped that the first layer reads"),
          real("model.dropout", 0, MAX_DROPOUT, 0, "share of outputs dropped between layers"),
          real(
              "model.output_dropout",
              0,
              MAX_DROPOUT,
              0,
              "share of the values dropped that the output layer reads"),
          real(
              "model.recurrent_dropout",
              0,
              MAX_DROPOUT,
              0,
              "share of the recurrent weights dropped for a step of the optimiser; tdnn has none"),
          flag(
              "model.variational",
              false,
              "whether what is dropped of a sequence is the same at all of its steps"),
          integer("training.epochs", 1, 100_000, 30, "passes over the training data, at most"),
          integer(
              "training.max_steps",
              0,
              1_000_000_000,
              0,
              "steps of the optimiser, at most; 0 sets no limit"),
          integer(
              "training.batch_size",
              1,
              8192,
              32,
              "sequences a step; for language models, how many pieces of the text are read side by"
                  + " side"),
          integer(
              "training.sequence_length",
              1,
              10_000,
              64,
              "tokens or time steps that gradients go back through (truncated back-propagation"
                  + " through time)",
              NEXT_STEP),
          real("training.learning_rate", 1e-9, 1000, 1e-3, "step size of the optimiser"),
          choice(
              "training.lr_schedule.type",
              "constant",
              "how the learning rate changes",
              "constant",
              "linear",
              "exponential",
              "step",
              "cosine",
              "plateau",
              "adaptive"),
          real(
              "training.lr_schedule.decay_rate",
              1e-6,
              1,
              0.9,
              "factor of the exponential, step, plateau and adaptive schedules"),
          integer(
              "training.lr_schedule.step_size",
              1,
              100_000,
              5,
              "epochs a step of the step schedule"),
          real(
              "training.lr_schedule.min_factor",
              0,
              1,
              0.01,
              "where the linear and cosine schedules end, as a share of the learning rate"),
          integer(
              "training.lr_schedule.patience",
              1,
              100_000,
              2,
              "epochs without improvement before the plateau schedule decays"),
          real(
              "training.lr_schedule.warmup_fraction",
              0,
              0.9,
              0,
              "share of the training over which the rate first rises linearly"),
          choice(
              "training.optimizer",
              "adam",
              "how gradients become steps",
              "adam",
              "adamw",
              "nadam",
              "rmsprop",
              "adagrad",
              "sgd"),
          real("training.momentum", 0, 0.9999, 0.9, "momentum of the sgd optimiser"),
          flag("training.nesterov", false, "whether the sgd optimiser's momentum is Nesterov's"),
          new Hyperparameter(
              "training.weight_decay",
              FLOAT,
              0,
              1,
              List.of(),
              new DefaultValue.Dependent("training.optimizer", Map.of("adamw", 0.01), 0.0),
              "how strongly weights are drawn to zero: decoupled for adamw, as an L2 penalty for"
                  + " the other optimisers",
              EVERY_TASK),
          real(
              "training.gradient_clipping",
              0,
              1e6,
              1,
              "largest global norm of the gradients; 0 does not clip"),
          real(
              "training.gradient_value_clipping",
              0,
              1e6,
              0,
              "largest absolute value of each gradient, clipped before the norm; 0 does not clip"),
          real(
              "training.label_smoothing",
              0,
              0.95,
              0,
              "share of a target that training spreads over all classes alike",
              CHOOSING),
          choice(
              "training.precision",
              "f32",
              "the number format of weights and activations in the kernels; bf16 needs a CPU with"
                  + " instructions for it",
              "f32",
              "bf16"));

  private Hyperparameters() {}

  /** Every hyperparameter of this version, in the order people expect. */
  public static List<Hyperparameter> all() {
    return ALL;
  }

  /** Those of a task, in the order people expect. */
  public static List<Hyperparameter> of(TaskType task) {
    return ALL.stream().filter(h -> h.belongsTo(task)).toList();
  }

  /**
   * Those of a task that do something with data of a kind, in the order people expect: where
   * numbers are read, there is no embedding.
   */
  public static List<Hyperparameter> of(TaskType task, DatasetKind kind) {
    return of(task).stream().filter(h -> h.goesWith(kind)).toList();
  }

  /** The hyperparameter of a name. */
  public static Optional<Hyperparameter> find(String name) {
    return ALL.stream().filter(h -> h.name().equals(name)).findFirst();
  }

  /**
   * Values with the defaults of what they leave out.
   *
   * @param wanted the hyperparameters to give values to
   * @param values what is known, by name
   * @return the wanted ones' values, in their order; one is missing if its default depends on a
   *     hyperparameter that is neither known nor wanted
   */
  public static Map<String, Object> complete(
      Collection<Hyperparameter> wanted, Map<String, Object> values) {
    Map<String, Object> known = new HashMap<>(values);
    for (Hyperparameter hyperparameter : wanted) {
      hyperparameter
          .defaultValue()
          .given(Map.of())
          .ifPresent(value -> known.putIfAbsent(hyperparameter.name(), value));
    }
    Map<String, Object> complete = new LinkedHashMap<>();
    for (Hyperparameter hyperparameter : wanted) {
      Optional.ofNullable(known.get(hyperparameter.name()))
          .or(() -> hyperparameter.defaultValue().given(known))
          .ifPresent(value -> complete.put(hyperparameter.name(), value));
    }
    return complete;
  }

  private static Hyperparameter real(
      String name, double min, double max, double defaultValue, String description) {
    return real(name, min, max, defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter real(
      String name,
      double min,
      double max,
      double defaultValue,
      String description,
      Set<TaskType> tasks) {
    return of(name, FLOAT, min, max, List.of(), defaultValue, description, tasks);
  }

  private static Hyperparameter integer(
      String name, long min, long max, long defaultValue, String description) {
    return integer(name, min, max, defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter integer(
      String name, long min, long max, long defaultValue, String description, Set<TaskType> tasks) {
    return of(name, INT, (double) min, (double) max, List.of(), defaultValue, description, tasks);
  }

  private static Hyperparameter choice(
      String name, String defaultValue, String description, String... choices) {
    return choice(name, defaultValue, description, EVERY_TASK, choices);
  }

  private static Hyperparameter choice(
      String name,
      String defaultValue,
      String description,
      Set<TaskType> tasks,
      String... choices) {
    return of(name, CHOICE, 0, 0, List.of((Object[]) choices), defaultValue, description, tasks);
  }

  private static Hyperparameter flag(String name, boolean defaultValue, String description) {
    return flag(name, defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter flag(
      String name, boolean defaultValue, String description, Set<TaskType> tasks) {
    return of(name, BOOLEAN, 0, 1, List.of(), defaultValue, description, tasks);
  }

  private static Hyperparameter of(
      String name,
      Hyperparameter.Kind kind,
      double min,
      double max,
      List<Object> choices,
      Object defaultValue,
      String description,
      Set<TaskType> tasks) {
    return new Hyperparameter(
        name, kind, min, max, choices, new DefaultValue.Constant(defaultValue), description, tasks);
  }
}
