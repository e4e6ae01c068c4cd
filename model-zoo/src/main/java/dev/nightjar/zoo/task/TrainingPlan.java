package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.EarlyStopping;
import dev.nightjar.zoo.training.LearningRateSchedule;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.TrainingSettings;

/** Turns settings into the engine's own types. */
final class TrainingPlan {

  private TrainingPlan() {}

  static NetworkSpec classifier(Settings settings, int vocabularySize, int classes) {
    return NetworkSpec.builder(
            new TokenInput(vocabularySize, settings.integer("model.embedding_size")),
            new Head.Softmax(OutputMode.LAST_STEP, classes))
        .cell(CellType.fromId(settings.text("model.cell_type")))
        .layers(settings.integer("model.num_layers"))
        .hiddenSize(settings.integer("model.hidden_size"))
        .dropout(settings.number("model.dropout"))
        .build();
  }

  static TrainingSettings training(
      Settings settings, EarlyStoppingSpec earlyStopping, Criterion criterion, long seed) {
    return new TrainingSettings(
        settings.integer("training.epochs"),
        settings.integer("training.batch_size"),
        settings.number("training.learning_rate"),
        schedule(settings),
        optimizer(settings),
        settings.number("training.gradient_clipping"),
        new EarlyStopping(
            criterion.metric(),
            criterion.goal() == Goal.MINIMIZE
                ? EarlyStopping.Goal.MINIMIZE
                : EarlyStopping.Goal.MAXIMIZE,
            earlyStopping.patience(),
            earlyStopping.minDelta()),
        seed);
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
    return switch (name) {
      case "sgd" ->
          new Optimizer.Sgd(
              settings.number("training.momentum"), settings.flag("training.nesterov"));
      case "adamw" ->
          new Optimizer.AdamW(0.9, 0.999, 1e-8, settings.number("training.weight_decay"));
      default -> Optimizer.named(name);
    };
  }
}
