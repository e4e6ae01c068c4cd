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
import java.util.Map;
import java.util.Optional;

/** Has a worker train the winner once more, on the validation part, too, and keeps that with it. */
final class RefitTraining {

  private RefitTraining() {}

  /**
   * Trains the winner once more, unless that was done before. The network becomes the model, and
   * meets the test part in the place of the winner.
   *
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
    int epochs = epochs(winner);
    String resolved = study.definition().resolved();
    if (!Experiment.fromResolved(resolved).finalists().refit() || epochs == 0) {
      storage.removeAttachment(study.id(), trial.number(), Attachment.REFIT);
      storage.removeAttachment(study.id(), trial.number(), Attachment.REFIT_MODEL);
      return Optional.empty();
    }
    Optional<WinnerRefit> before = WinnerRefit.of(storage, study, trial);
    if (before.filter(refit -> refit.epochs() == epochs).isPresent()) {
      return before;
    }
    command.say(
        String.format(
            "The winner is trained once more, on the validation part, too: %d epoch%s, more than"
                + " %s.",
            epochs, epochs == 1 ? "" : "s", Numbers.duration(expected(trial, epochs))));
    Refit refit = executor.refit(trial.configuration(), trial.spec().seed(), epochs);
    Map<String, Double> test = executor.scoreTest(refit.model());
    WinnerRefit kept = new WinnerRefit(epochs, refit.trainingLoss(), refit.seconds(), test);
    storage.attach(
        study.id(),
        trial.number(),
        List.of(
            kept.attachment(),
            new Attachment(Attachment.REFIT_MODEL, "application/zip", refit.model())));
    return Optional.of(kept);
  }

  /** The median of the best epochs of the winner's trainings; 0 if none is known. */
  private static int epochs(Winner winner) {
    List<Trial> runs = winner.finalists().winner().map(Standing::runs).orElse(List.of());
    int[] best =
        (runs.isEmpty() ? List.of(winner.trial()) : runs)
            .stream()
                .flatMap(run -> run.completed().stream())
                .map(Outcome.Completed::bestEpoch)
                .flatMapToInt(epoch -> epoch.stream())
                .sorted()
                .toArray();
    return best.length == 0 ? 0 : best[best.length / 2];
  }

  /** As long as the winner itself took for so many, which had fewer data. */
  private static Duration expected(Trial trial, int epochs) {
    int had = Math.max(1, trial.epochs().size());
    return trial.times().duration().multipliedBy(epochs).dividedBy(had);
  }
}
