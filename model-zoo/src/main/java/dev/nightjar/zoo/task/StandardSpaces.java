package dev.nightjar.zoo.task;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.TextLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is searched when an experiment file says {@code parameters: default}. */
public final class StandardSpaces {

  private StandardSpaces() {}

  /** The standard space of a task on a data set. */
  public static SearchSpace of(TaskType task, DatasetSpec data) {
    SearchSpace space = data.level() instanceof TextLevel.Words ? ofWords(task) : of(task);
    return new SearchSpace(
        space.parameters().stream()
            .filter(p -> Hyperparameters.find(p.name()).orElseThrow().goesWith(data.kind()))
            .toList());
  }

  /**
   * The standard space of a task that reads words. There are many of them and most are rare: their
   * vectors are larger than those of characters, may be learned beforehand, and much is dropped.
   */
  private static SearchSpace ofWords(TaskType task) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    of(task).parameters().forEach(p -> parameters.put(p.name(), p));
    List<Parameter> ofWords = new ArrayList<>();
    ofWords.add(IntParameter.log("model.embedding_size", 64, 256));
    ofWords.add(CategoricalParameter.of("model.embedding_init", "random", "skip_gram", "cbow"));
    ofWords.add(FloatParameter.linear("model.input_dropout", 0, 0.5));
    ofWords.add(FloatParameter.linear("model.output_dropout", 0, 0.7));
    if (task == TaskType.LANGUAGE_MODEL) {
      ofWords.add(CategoricalParameter.of("model.tie_weights", true, false));
    }
    ofWords.forEach(p -> parameters.put(p.name(), p));
    return new SearchSpace(List.copyOf(parameters.values()));
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
