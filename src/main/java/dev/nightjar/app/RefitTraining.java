package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.worker.WorkerFailedException;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.task.Refit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Has a worker train the winner once more, on the validation part, too, and keeps that with it. */
final class RefitTraining {

  private RefitTraining() {}

  /**
   * Trains the winner once more, unless the same was done before. The network becomes the model;
   * the caller has it meet the test part in the place of the winner.
   *
   * @param command says what is about to be done
   * @return what is kept with the winner; empty if the study wants no refit
   * @throws WorkerFailedException if it cannot be trained; the winner is the model then
   */
  static Optional<WinnerRefit> store(
      Storage storage,
      Study study,
      WorkerProcessExecutor executor,
      Winner winner,
      StudyCommand command)
      throws InterruptedException {
    Trial trial = winner.trial();
    OptionalInt epochs = epochs(winner);
    String resolved = study.definition().resolved();
    if (epochs.isEmpty() || !Experiment.fromResolved(resolved).finalists().refit()) {
      forget(storage, study, trial);
      return Optional.empty();
    }
    int most = epochs.getAsInt();
    Optional<WinnerRefit> before = WinnerRefit.of(storage, study, trial);
    if (before.filter(refit -> refit.epochs() == most).isPresent()) {
      return before;
    }
    forget(storage, study, trial); // If this fails, the model should not be an earlier refit.
    command.say(
        String.format(
            "The winner is trained once more, on the training and the validation part together:"
                + " %d epoch%s, which took it %s on the training part.",
            most, most == 1 ? "" : "s", Numbers.duration(took(trial, most))));
    Refit refit = executor.refit(trial.configuration(), trial.spec().seed(), most);
    WinnerRefit kept =
        new WinnerRefit(
            trial.number(), most, refit.trainingLoss(), refit.seconds(), Optional.empty());
    // Before it is scored: the training was long, and whatever follows may be cut off.
    storage.attach(
        study.id(),
        trial.number(),
        List.of(
            kept.attachment(),
            new Attachment(Attachment.REFIT_MODEL, "application/zip", refit.model())));
    return Optional.of(kept);
  }

  private static void forget(Storage storage, Study study, Trial winner) {
    storage.removeAttachment(study.id(), winner.number(), Attachment.REFIT);
    storage.removeAttachment(study.id(), winner.number(), Attachment.REFIT_MODEL);
  }

  /**
   * The median of the best epochs of the winner's trainings over fresh seeds, or that of its own if
   * no such training completed; empty if none is known. Between two it is their mean, rounded up.
   */
  static OptionalInt epochs(Winner winner) {
    List<Trial> runs =
        winner.finalists().winner().map(Standing::runs).orElse(List.of(winner.trial()));
    int[] best =
        runs.stream()
            .flatMap(run -> run.completed().stream())
            .map(Outcome.Completed::bestEpoch)
            .flatMapToInt(OptionalInt::stream)
            .sorted()
            .toArray();
    int n = best.length;
    return n == 0 ? OptionalInt.empty() : OptionalInt.of((best[(n - 1) / 2] + best[n / 2] + 1) / 2);
  }

  /** How long the winner itself took for so many epochs, of fewer data. */
  private static Duration took(Trial trial, int epochs) {
    int had = Math.max(1, trial.epochs().size());
    return trial.times().duration().multipliedBy(epochs).dividedBy(had);
  }
}
