package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.worker.WorkerFailedException;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.task.BuiltEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has a worker choose networks of a study that answer together, and keeps them with the winner. */
final class EnsembleBuilding {

  /** What of a message is for the models; the largest network alone is as large. */
  private static final long MOST_BYTES = 200L << 20;

  private EnsembleBuilding() {}

  /**
   * Builds the ensemble of a study, unless it was built from the same networks before. If it is
   * better on the validation part than any network alone, it becomes the model, or else the network
   * that is best alone. What is used has yet to meet the test part, in the winner's place.
   *
   * @return what is kept with the winner; empty if the study wants none, or has no two networks
   * @throws WorkerFailedException if it cannot be built; the winner alone is the model then
   */
  static Optional<Ensemble> store(
      Storage storage, Study study, WorkerProcessExecutor executor, Trial winner)
      throws InterruptedException {
    int size = Experiment.fromResolved(study.definition().resolved()).ensemble();
    if (size == 0) {
      forget(storage, study, winner);
      return Optional.empty();
    }
    List<Trial> offered = new ArrayList<>();
    List<byte[]> models = new ArrayList<>();
    long bytes = 0;
    for (Trial trial : candidates(storage, study)) {
      Optional<Attachment> model = storage.attachment(study.id(), trial.number(), Attachment.MODEL);
      if (model.isPresent() && bytes + model.get().bytes().length <= MOST_BYTES) {
        offered.add(trial);
        models.add(model.get().bytes());
        bytes += model.get().bytes().length;
      }
      if (offered.size() == WorkerProcessExecutor.MAX_OFFERED) {
        break;
      }
    }
    if (offered.size() < 2) {
      forget(storage, study, winner);
      return Optional.empty();
    }
    List<Integer> numbers = offered.stream().map(Trial::number).toList();
    Optional<Ensemble> before = Ensemble.of(storage, study, winner);
    if (before.isPresent()
        && before.get().offered().equals(numbers)
        && before.get().size() == size) {
      return before;
    }
    forget(storage, study, winner); // If this fails, the model should not be an earlier ensemble.
    BuiltEnsemble built = executor.ensemble(models, size);
    Choice choice = choose(study.definition().criteria().get(0), winner, offered, built);
    byte[] model = choice.together() ? built.model() : models.get(0);
    Ensemble ensemble =
        new Ensemble(
            choice.used(),
            choice.metric(),
            choice.value(),
            choice.single(),
            choice.members(),
            numbers,
            size,
            Map.of());
    List<Attachment> attachments = new ArrayList<>(List.of(ensemble.attachment()));
    if (choice.used()) {
      attachments.add(new Attachment(Attachment.ENSEMBLE_MODEL, "application/zip", model));
      WinnerDescription.forget(storage, study, winner); // It shows what another model does.
    }
    storage.attach(study.id(), winner.number(), attachments);
    return Optional.of(ensemble);
  }

  /** Those with a value whose models are kept, the best first. */
  private static List<Trial> candidates(Storage storage, Study study) {
    Set<Integer> kept = Set.copyOf(storage.trialsWith(study.id(), Attachment.MODEL));
    return storage.trials(study.id()).stream()
        .filter(trial -> trial.completed().isPresent() && kept.contains(trial.number()))
        .sorted(ParetoFront.bestFirst(study.definition().criteria()))
        .toList();
  }

  /**
   * What is to be the model.
   *
   * @param used whether it is the members, or else the winner
   * @param value of the members together, on the validation part
   * @param single that of the best network alone
   */
  record Choice(
      boolean used, String metric, double value, double single, List<Ensemble.Member> members) {
    /** Whether that is a mean of several networks. */
    boolean together() {
      return used && members.size() > 1;
    }
  }

  /**
   * What is best on the validation part: the networks that were chosen, the best one alone, or the
   * winner's. The winner was chosen by the mean over its seeds, which says which configuration is
   * best; which network is, its own value says.
   *
   * @param offered the best first, at least two
   */
  static Choice choose(
      Criterion criterion, Trial winner, List<Trial> offered, BuiltEnsemble built) {
    double value = built.metrics().getOrDefault(criterion.metric(), Double.NaN);
    double single = value(offered.get(0)); // The best comes first.
    List<Ensemble.Member> members = new ArrayList<>();
    for (int i = 0; i < offered.size(); i++) {
      if (built.weights().get(i) > 0) {
        Trial trial = offered.get(i);
        members.add(new Ensemble.Member(trial.number(), built.weights().get(i), value(trial)));
      }
    }
    Goal goal = criterion.goal();
    if (members.size() > 1 && goal.loss(value) < goal.loss(single)) {
      return new Choice(true, criterion.metric(), value, single, members);
    }
    if (goal.loss(single) < goal.loss(value(winner))) {
      List<Ensemble.Member> alone =
          List.of(new Ensemble.Member(offered.get(0).number(), 1, single));
      return new Choice(true, criterion.metric(), single, single, alone);
    }
    return new Choice(false, criterion.metric(), value, single, members);
  }

  private static double value(Trial trial) {
    return trial.completed().orElseThrow().values().get(0);
  }

  private static void forget(Storage storage, Study study, Trial winner) {
    if (storage.attachmentNames(study.id(), winner.number()).contains(Attachment.ENSEMBLE_MODEL)) {
      WinnerDescription.forget(storage, study, winner);
    }
    storage.removeAttachment(study.id(), winner.number(), Attachment.ENSEMBLE);
    storage.removeAttachment(study.id(), winner.number(), Attachment.ENSEMBLE_MODEL);
  }
}
