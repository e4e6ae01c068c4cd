package dev.nightjar.experiments.worker;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.util.List;
import java.util.Map;

/** What a worker can compute once it has loaded a definition and its data. Used by one thread. */
public interface TrialProgram {

  /** Evaluates trials. */
  Objective objective();

  /**
   * Scores a trained model on the test part of the data.
   *
   * @param model the bytes of a {@link Attachment#MODEL} attachment
   * @return metric name → value, such as {@code test.accuracy}
   * @throws dev.nightjar.search.trial.TrialFailedException if the model cannot be scored
   */
  Map<String, Double> scoreTest(byte[] model);

  /**
   * Shows people what a trained model does, by the validation part of the data.
   *
   * @param model the bytes of a {@link Attachment#MODEL} attachment
   * @param seed for what is drawn
   * @return small attachments, such as {@link Attachment#CONFUSION}; none if there is nothing to
   *     see
   * @throws dev.nightjar.search.trial.TrialFailedException if the model cannot be used
   */
  List<Attachment> describe(byte[] model, long seed);

  /**
   * Chooses trained models whose averaged answers have the smallest loss on the validation part.
   *
   * @param models the bytes of {@link Attachment#MODEL} attachments, at least one
   * @param draws how often a model is added at most, at least 1
   * @throws dev.nightjar.search.trial.TrialFailedException if a model cannot be used, or this
   *     program has no models
   */
  BuiltEnsemble ensemble(List<byte[]> models, int draws);

  /**
   * Trains a configuration on the training and the validation part together.
   *
   * @param seed of the training
   * @param epochs after how many it ends, at least 1
   * @throws dev.nightjar.search.trial.TrialFailedException if it cannot be trained, or this program
   *     trains nothing
   */
  Refit refit(Configuration configuration, long seed, int epochs);
}
