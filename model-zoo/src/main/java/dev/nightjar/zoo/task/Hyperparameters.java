package dev.nightjar.zoo.task;

import static dev.nightjar.zoo.task.Hyperparameter.Kind.BOOLEAN;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.CHOICE;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.FLOAT;
import static dev.nightjar.zoo.task.Hyperparameter.Kind.INT;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue of hyperparameters: the one place that knows their names, ranges and defaults. */
public final class Hyperparameters {

  private static final Set<TaskType> EVERY_TASK = EnumSet.allOf(TaskType.class);

  private static final List<Hyperparameter> ALL =
      List.of(
          choice("model.cell_type", "lstm", "the recurrent cell", "rnn", "lstm", "gru"),
          integer("model.num_layers", 1, 4, 1, "recurrent layers on top of each other"),
          integer("model.hidden_size", 1, 4096, 128, "units of each recurrent layer"),
          integer("model.embedding_size", 1, 4096, 32, "numbers that stand for a token"),
          real("model.dropout", 0, 0.95, 0, "share of outputs dropped between recurrent layers"),
          integer("training.epochs", 1, 100_000, 30, "passes over the training data, at most"),
          integer("training.batch_size", 1, 8192, 32, "sequences a step"),
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
          real(
              "training.weight_decay", 0, 1, 0.01, "decoupled weight decay of the adamw optimiser"),
          real(
              "training.gradient_clipping",
              0,
              1e6,
              1,
              "largest global norm of the gradients; 0 does not clip"));

  private static final Set<String> PLANNED =
      Set.of(
          "model.activation",
          "model.width_factor",
          "model.embedding_init",
          "model.input_dropout",
          "model.output_dropout",
          "model.recurrent_dropout",
          "model.variational",
          "model.bidirectional",
          "model.tie_weights",
          "model.forget_bias",
          "training.max_steps",
          "training.sequence_length",
          "training.gradient_value_clipping",
          "training.label_smoothing",
          "training.precision");

  private Hyperparameters() {}

  /** Every hyperparameter of this version, in the order people expect. */
  public static List<Hyperparameter> all() {
    return ALL;
  }

  /** The hyperparameter of a name. */
  public static Optional<Hyperparameter> find(String name) {
    return ALL.stream().filter(h -> h.name().equals(name)).findFirst();
  }

  /** Names that belong to the experiment file's vocabulary but that this version does not build. */
  public static Set<String> planned() {
    return PLANNED;
  }

  private static Hyperparameter real(
      String name, double min, double max, double defaultValue, String description) {
    return new Hyperparameter(
        name, FLOAT, min, max, List.of(), defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter integer(
      String name, long min, long max, long defaultValue, String description) {
    return new Hyperparameter(
        name, INT, min, max, List.of(), defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter choice(
      String name, String defaultValue, String description, Object... choices) {
    return new Hyperparameter(
        name, CHOICE, 0, 0, List.of(choices), defaultValue, description, EVERY_TASK);
  }

  private static Hyperparameter flag(String name, boolean defaultValue, String description) {
    return new Hyperparameter(
        name, BOOLEAN, 0, 1, List.of(), defaultValue, description, EVERY_TASK);
  }
}
