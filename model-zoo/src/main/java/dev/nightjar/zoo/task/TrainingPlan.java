package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.network.Activation;
import dev.nightjar.zoo.network.CellSpec;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Dropout;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkInput;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.GradientClipping;
import dev.nightjar.zoo.training.LearningRateSchedule;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.TrainingSettings;
import java.util.Locale;
import java.util.function.Predicate;

/** Turns settings into the engine's own types. */
final class TrainingPlan {

  private TrainingPlan() {}

  /**
   * The network of a trial.
   *
   * @throws dev.nightjar.search.trial.TrialFailedException if this CPU cannot compute in its
   *     precision
   * @throws IllegalArgumentException if something does not go together
   */
  static NetworkSpec network(Settings settings, NetworkInput input, Head head) {
    return network(settings, input, head, RecurrentNetwork::supports);
  }

  static NetworkSpec network(
      Settings settings, NetworkInput input, Head head, Predicate<Precision> supported) {
    return NetworkSpec.builder(input, head)
        .cell(
            new CellSpec(
                CellType.fromId(settings.text("model.cell_type")),
                Activation.valueOf(settings.text("model.activation").toUpperCase(Locale.ROOT)),
                settings.number("model.forget_bias"),
                settings.integer("model.window")))
        .layers(settings.integer("model.num_layers"))
        .hiddenSize(settings.integer("model.hidden_size"))
        .widthFactor(settings.number("model.width_factor"))
        .bidirectional(settings.flag("model.bidirectional"))
        .inputNoise(settings.number("model.input_noise"))
        .dropout(
            new Dropout(
                settings.number("model.input_dropout"),
                settings.number("model.dropout"),
                settings.number("model.output_dropout"),
                settings.number("model.recurrent_dropout"),
                settings.flag("model.variational")))
        .tieWeights(settings.flag("model.tie_weights"))
        .precision(PrecisionCheck.require(settings.text(PrecisionCheck.NAME), supported))
        .build();
  }

  /** Tokens as a trial reads them. */
  static TokenInput tokens(Settings settings, int vocabularySize) {
    return new TokenInput(
        vocabularySize,
        settings.integer("model.embedding_size"),
        settings.text("model.embedding_training").equals("fine_tuned"));
  }

  /** A head that chooses one of several classes. */
  static Head softmax(Settings settings, OutputMode mode, int classes) {
    return new Head.Softmax(mode, classes, settings.number("training.label_smoothing"));
  }

  static TrainingSettings training(
      Settings settings, EarlyStoppingSpec earlyStopping, Criterion criterion, long seed) {
    return TrainingSettings.builder(earlyStopping.watching(criterion))
        .epochs(settings.integer("training.epochs"))
        .maxSteps(settings.integer("training.max_steps"))
        .batchSize(settings.integer("training.batch_size"))
        .learningRate(settings.number("training.learning_rate"))
        .schedule(schedule(settings))
        .optimizer(optimizer(settings))
        .clipping(
            new GradientClipping(
                settings.number("training.gradient_value_clipping"),
                settings.number("training.gradient_clipping")))
        .seed(seed)
        .build();
  }

  private static LearningRateSchedule schedule(Settings settings) {
    double decayRate = settings.number("training.lr_schedule.decay_rate");
    double minFactor = settings.number("training.lr_schedule.min_factor");
    String type = settings.text("training.lr_schedule.type");
    LearningRateSchedule schedule =
        switch (type) {
          case "constant" -> new LearningRateSchedule.Constant();
          case "linear" -> new LearningRateSchedule.Linear(minFactor);
          case "exponential" -> new LearningRateSchedule.Exponential(decayRate);
          case "step" ->
              new LearningRateSchedule.Step(
                  decayRate, settings.integer("training.lr_schedule.step_size"));
          case "cosine" -> new LearningRateSchedule.Cosine(minFactor);
          case "plateau" ->
              new LearningRateSchedule.Plateau(
                  decayRate, settings.integer("training.lr_schedule.patience"));
          case "adaptive" -> new LearningRateSchedule.Adaptive(decayRate);
          default -> throw new IllegalStateException("the catalogue lists no schedule " + type);
        };
    double warmup = settings.number("training.lr_schedule.warmup_fraction");
    return warmup == 0 ? schedule : new LearningRateSchedule.Warmup(warmup, schedule);
  }

  private static Optimizer optimizer(Settings settings) {
    String name = settings.text("training.optimizer");
    double weightDecay = settings.number("training.weight_decay");
    if (name.equals("adamw")) {
      return new Optimizer.AdamW(0.9, 0.999, 1e-8, weightDecay);
    }
    Optimizer optimizer = name.equals("sgd") ? sgd(settings) : Optimizer.named(name);
    return weightDecay == 0 ? optimizer : new Optimizer.L2(optimizer, weightDecay);
  }

  /** Without a momentum there is nothing to look ahead with: then both kinds are the same. */
  private static Optimizer sgd(Settings settings) {
    double momentum = settings.number("training.momentum");
    return new Optimizer.Sgd(momentum, momentum > 0 && settings.flag("training.nesterov"));
  }
}
