package dev.nightjar.zoo.task;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.DatasetKind;
import java.util.Optional;

/** What is searched when an experiment file says {@code parameters: default}. */
public final class StandardSpaces {

  private StandardSpaces() {}

  /** The standard space of a task on data of a kind. */
  public static SearchSpace of(TaskType task, DatasetKind kind) {
    return new SearchSpace(
        of(task).parameters().stream()
            .filter(p -> Hyperparameters.find(p.name()).orElseThrow().goesWith(kind))
            .toList());
  }

  /** The standard space of a task. */
  public static SearchSpace of(TaskType task) {
    return switch (task) {
      case CLASSIFICATION ->
          SearchSpace.of(
              CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"),
              IntParameter.linear("model.num_layers", 1, 3),
              IntParameter.log("model.hidden_size", 32, 256),
              IntParameter.log("model.embedding_size", 8, 128),
              dropoutBetweenLayers(2, 3),
              IntParameter.log("training.batch_size", 16, 128),
              FloatParameter.log("training.learning_rate", 3e-4, 3e-2),
              schedule(),
              decayRate(),
              CategoricalParameter.of("training.optimizer", "adam", "nadam", "rmsprop"));
      case LANGUAGE_MODEL ->
          SearchSpace.of(
              CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"),
              IntParameter.linear("model.num_layers", 1, 2),
              IntParameter.log("model.hidden_size", 64, 512),
              IntParameter.log("model.embedding_size", 16, 128),
              dropoutBetweenLayers(2),
              FloatParameter.linear("model.output_dropout", 0, 0.5),
              IntParameter.log("training.batch_size", 16, 128),
              FloatParameter.log("training.learning_rate", 3e-4, 2e-2),
              schedule(),
              decayRate());
      case POLYPHONIC ->
          SearchSpace.of(
              CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"),
              IntParameter.linear("model.num_layers", 1, 2),
              IntParameter.log("model.hidden_size", 32, 256),
              dropoutBetweenLayers(2),
              FloatParameter.linear("model.output_dropout", 0, 0.5),
              IntParameter.log("training.batch_size", 8, 64),
              FloatParameter.log("training.learning_rate", 3e-4, 3e-2),
              schedule(),
              decayRate(),
              CategoricalParameter.of("training.optimizer", "adam", "nadam", "rmsprop"));
      case REGRESSION, FORECASTING ->
          SearchSpace.of(
              CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"),
              IntParameter.linear("model.num_layers", 1, 2),
              IntParameter.log("model.hidden_size", 16, 128),
              dropoutBetweenLayers(2),
              IntParameter.log("training.batch_size", 16, 128),
              FloatParameter.log("training.learning_rate", 3e-4, 3e-2),
              schedule(),
              decayRate(),
              CategoricalParameter.of("training.optimizer", "adam", "nadam", "rmsprop"));
    };
  }

  private static Parameter dropoutBetweenLayers(Object... numbersOfLayers) {
    return new FloatParameter(
        "model.dropout",
        0,
        0.5,
        false,
        Optional.of(Condition.on("model.num_layers", numbersOfLayers)));
  }

  private static Parameter schedule() {
    return CategoricalParameter.of(
        "training.lr_schedule.type", "constant", "linear", "exponential", "cosine");
  }

  private static Parameter decayRate() {
    return new FloatParameter(
        "training.lr_schedule.decay_rate",
        0.7,
        0.99,
        false,
        Optional.of(Condition.on("training.lr_schedule.type", "exponential")));
  }
}
