package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.util.Optional;

/** Which of the networks that are kept with the winner is the model of a study. */
final class StudyModel {

  private StudyModel() {}

  /**
   * The model that is used: the winner's after a refit, or that of an ensemble, or the winner's;
   * empty if none is kept.
   */
  static Optional<Attachment> of(Storage storage, Study study, Trial winner) {
    return refit(storage, study, winner).or(() -> judged(storage, study, winner));
  }

  /** The same without a refit, which the validation part cannot judge. */
  static Optional<Attachment> judged(Storage storage, Study study, Trial winner) {
    return storage
        .attachment(study.id(), winner.number(), Attachment.ENSEMBLE_MODEL)
        .or(() -> trained(storage, study, winner));
  }

  /** The same as one network in any case: the winner's where the model is several. */
  static Optional<Attachment> single(Storage storage, Study study, Trial winner) {
    boolean several =
        Ensemble.of(storage, study, winner).filter(e -> e.members().size() > 1).isPresent();
    return several
        ? refit(storage, study, winner).or(() -> trained(storage, study, winner))
        : of(storage, study, winner);
  }

  private static Optional<Attachment> refit(Storage storage, Study study, Trial winner) {
    return storage.attachment(study.id(), winner.number(), Attachment.REFIT_MODEL);
  }

  private static Optional<Attachment> trained(Storage storage, Study study, Trial winner) {
    return storage.attachment(study.id(), winner.number(), Attachment.MODEL);
  }
}
