package dev.nightjar.bench;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** Trainings that go wrong by what is searched. */
enum SoakTrainings {
  /** Weight decay of 1 at such a rate makes the weights overflow within a few steps. */
  NOT_A_NUMBER(
      "training.learning_rate",
      "800.0",
      "diverged at epoch .*",
      """
      parameters:
        training.learning_rate: {values: [0.01, 800.0]}
        model.hidden_size: {type: int, min: 4, max: 512}
        training.batch_size: {type: int, min: 4, max: 16}
      model: {embedding_size: 8}
      training: {epochs: 5, optimizer: adamw, weight_decay: 1.0}
      budget: {max_consecutive_failures: 1000}
      """),
  NATIVE_MEMORY(
      "model.hidden_size",
      "4096",
      "(ran out of memory: |exceeded max_trial_memory of 512MB: ).*budget.max_trial_memory.*",
      """
      parameters:
        model.hidden_size: {values: [8, 4096]}
        training.learning_rate: {type: float, min: 1e-3, max: 1e-1}
      model: {embedding_size: 8, cell_type: lstm}
      training: {epochs: 2}
      budget: {max_trial_memory: 512MB, max_consecutive_failures: 1000}
      """),
  /** The network fits, but not what is made on the heap of it when it is kept. */
  HEAP(
      "model.hidden_size",
      "2000",
      ".*OutOfMemoryError: Java heap space; its heap was limited to 136 MB, which a greater"
          + " budget.max_trial_memory raises.*",
      """
      parameters:
        model.hidden_size: {values: [8, 2000]}
        training.learning_rate: {type: float, min: 1e-3, max: 1e-1}
      model: {embedding_size: 8, cell_type: lstm}
      training: {epochs: 1, batch_size: 96, optimizer: sgd}
      budget: {max_trial_memory: 544MB, max_consecutive_failures: 1000}
      """);

  private final String parameter;
  private final String value;
  private final String cause;
  private final String definition;

  SoakTrainings(String parameter, String value, String cause, String definition) {
    this.parameter = parameter;
    this.value = value;
    this.cause = cause;
    this.definition = definition;
  }

  SoakRow inject(Path folder, int trials, long seed) throws Exception {
    SoakStudy study =
        new SoakStudy(
            folder,
            new SplittableRandom(seed),
            definition + "parallelism: 1\nseed: " + seed + "\n");
    String name = "training: " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return new SoakChoice(name, parameter, value, cause, false).run(study, trials);
  }
}
