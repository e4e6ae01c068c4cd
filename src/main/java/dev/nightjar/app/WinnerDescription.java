package dev.nightjar.app;

import dev.nightjar.experiments.worker.WorkerFailedException;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has a worker show what the winner does, such as what it confuses, and keeps that with it. */
final class WinnerDescription {

  private static final Set<String> NAMES =
      Set.of(
          Attachment.CONFUSION,
          Attachment.MISTAKES,
          Attachment.SAMPLES,
          Attachment.FORECAST,
          Attachment.PREDICTIONS,
          Attachment.PIECE);

  private WinnerDescription() {}

  /** Takes away what was kept, when something else becomes the model. */
  static void forget(Storage storage, Study study, Trial best) {
    NAMES.forEach(name -> storage.removeAttachment(study.id(), best.number(), name));
  }

  /**
   * Describes a trial by the validation part, unless that was done before or it has no model.
   *
   * @return why it could not be described; empty if it was, or there is nothing to describe
   */
  static Optional<String> store(
      Storage storage, Study study, WorkerProcessExecutor executor, Trial best)
      throws InterruptedException {
    List<String> names = storage.attachmentNames(study.id(), best.number());
    if (!names.contains(Attachment.MODEL) || names.stream().anyMatch(NAMES::contains)) {
      return Optional.empty();
    }
    byte[] model = StudyModel.judged(storage, study, best).orElseThrow().bytes();
    try {
      storage.attach(study.id(), best.number(), executor.describe(model, best.spec().seed()));
      return Optional.empty();
    } catch (WorkerFailedException e) {
      return Optional.of(e.getMessage());
    }
  }
}
