package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.ensemble.GreedySelection;
import dev.nightjar.zoo.network.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Chooses trained models whose averaged answers have the smallest loss on the validation part. */
final class EnsembleBuilder {

  private final Task task;

  EnsembleBuilder(Task task) {
    this.task = task;
  }

  /**
   * Builds an ensemble. It may be one model alone.
   *
   * @param models archives of this task, at least one
   * @param draws how often a model is added, at least 1
   */
  BuiltEnsemble of(List<ModelArchive> models, int draws) {
    List<float[]> answers = new ArrayList<>();
    Optional<ValidationAnswers> wanted = Optional.empty();
    for (ModelArchive model : models) { // One after the other: networks are large, these are not.
      try (Predictor network = model.open()) {
        wanted =
            wanted.or(
                () -> Optional.of(new ValidationAnswers(task.validationBatches(), network.head())));
        answers.add(wanted.get().of(network));
      }
    }
    int[] weights = GreedySelection.of(answers, wanted.orElseThrow()::loss, draws);
    List<byte[]> networks = new ArrayList<>();
    List<Integer> above = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        networks.add(single(models.get(i)));
        above.add(weights[i]);
      }
    }
    ModelArchive chosen = new ModelArchive(networks, above, task.interpretation());
    try (Predictor ensemble = chosen.open()) {
      return new BuiltEnsemble(
          Arrays.stream(weights).boxed().toList(), task.validate(ensemble), chosen.write());
    }
  }

  private static byte[] single(ModelArchive model) {
    if (model.isEnsemble()) {
      throw new TrialFailedException("a model that is an ensemble cannot be a part of another");
    }
    return model.network();
  }
}
