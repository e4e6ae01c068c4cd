package dev.nightjar.app;

import dev.nightjar.experiments.storage.UrlPasswords;
import dev.nightjar.experiments.worker.WorkerFailedException;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What follows when a study has ended: the winner meets the test part, and the report is written.
 */
final class Conclusion {

  private final StudyCommand command;
  private final Storage storage;
  private final Study study;
  private final WorkerProcessExecutor executor;
  private final Interruption interruption;
  private final String continuation;
  private final Clock clock;

  /**
   * The conclusion of a run.
   *
   * @param executor scores the winner
   * @param interruption tells whether somebody asked for an end meanwhile
   * @param continuation the command that goes on where the run ended
   */
  Conclusion(
      StudyCommand command,
      Storage storage,
      Study study,
      WorkerProcessExecutor executor,
      Interruption interruption,
      String continuation,
      Clock clock) {
    this.command = command;
    this.storage = storage;
    this.study = study;
    this.executor = executor;
    this.interruption = interruption;
    this.continuation = continuation;
    this.clock = clock;
  }

  /**
   * Concludes.
   *
   * @return the exit code
   */
  int of(StudyEnd end) throws InterruptedException {
    Optional<String> unscored = Optional.empty();
    Optional<String> undescribed = Optional.empty();
    Optional<String> ununited = Optional.empty();
    Optional<String> unfitted = Optional.empty();
    if (end.winner().isPresent() && end.reason() != StudyEnd.Reason.INTERRUPTED) {
      Optional<Ensemble> ensemble = Optional.empty();
      try {
        ensemble = EnsembleBuilding.store(storage, study, executor, end.winner().get());
      } catch (WorkerFailedException e) {
        ununited = Optional.of(e.getMessage());
      }
      Optional<WinnerRefit> refit = Optional.empty();
      try {
        refit =
            RefitTraining.store(
                storage, study, executor, Winner.of(study, end).orElseThrow(), command);
      } catch (WorkerFailedException e) {
        unfitted = Optional.of(e.getMessage());
      }
      if (refit.isPresent()) {
        unscored = scoreRefit(refit.get(), end.winner().get());
      } else if (ensemble.filter(Ensemble::used).isPresent()) {
        unscored = scoreEnsemble(ensemble.get(), end.winner().get());
      } else {
        unscored = scoreWinner(end.winner().get());
      }
      if (unscored.isEmpty()) {
        undescribed = WinnerDescription.store(storage, study, executor, end.winner().get());
      }
    }
    boolean interrupted =
        end.reason() == StudyEnd.Reason.INTERRUPTED
            || (Stream.of(unscored, undescribed, ununited, unfitted).anyMatch(Optional::isPresent)
                && interruption.asked());
    Study now = storage.find(study.name()).orElseThrow();
    command.say(reason(end));
    if (interrupted) {
      command.say(String.format("To continue:%n  %s", continuation));
    } else {
      unscored.ifPresent(
          cause ->
              command
                  .err()
                  .printf(
                      "error: the winner could not be scored on the test part: %s%n"
                          + "To try again:%n  %s%n",
                      cause, continuation));
      ununited.ifPresent(
          cause ->
              command
                  .err()
                  .println(
                      "warning: no ensemble could be built, so the best network is the model: "
                          + cause));
      unfitted.ifPresent(
          cause ->
              command
                  .err()
                  .println(
                      "warning: the winner could not be trained on the validation part, too, so its"
                          + " network of the training part is the model; the same command tries"
                          + " again: "
                          + cause));
      undescribed.ifPresent(
          cause ->
              command
                  .err()
                  .println("warning: the report cannot show what the winner does: " + cause));
    }
    Optional<Winner> winner = Winner.of(now, end).filter(w -> !command.json());
    if (winner.isPresent()) {
      int number = winner.get().trial().number();
      command
          .out()
          .print(
              winner
                  .get()
                  .describe(
                      storage.testScore(study.id(), number),
                      WinnerRefit.of(storage, study, winner.get().trial())));
      Ensemble.of(storage, study, winner.get().trial())
          .ifPresent(ensemble -> command.out().print(ensemble.describe()));
    }
    // What was said is needed all the more if the report cannot be written, as on a full disk.
    Path report = ReportCommand.write(storage, now, command.reportFolder(study.name()), clock);
    if (!command.json()) {
      command.out().println("report: " + report.toAbsolutePath().normalize());
      command.out().flush();
    } else {
      command.err().println("report: " + report.toAbsolutePath().normalize());
    }
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    if (unscored.isPresent()) {
      return ExitCode.SOFTWARE;
    }
    return switch (end.reason()) {
      case TOO_MANY_FAILURES -> ExitCode.TOO_MANY_FAILURES;
      default -> end.best().isPresent() ? ExitCode.OK : ExitCode.NO_TRIAL_SUCCEEDED;
    };
  }

  /**
   * The winner, and only the winner, meets the test part; once.
   *
   * @return why it could not be scored; empty if it was, or has no model
   */
  private Optional<String> scoreWinner(Trial best) throws InterruptedException {
    if (!storage.testScore(study.id(), best.number()).isEmpty()) {
      return Optional.empty();
    }
    Optional<Attachment> model = storage.attachment(study.id(), best.number(), Attachment.MODEL);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    return score(
        model.get().bytes(),
        metrics -> storage.recordTestScore(study.id(), best.number(), metrics));
  }

  /** The same for the ensemble, which meets the test part in the winner's place. */
  private Optional<String> scoreEnsemble(Ensemble ensemble, Trial winner)
      throws InterruptedException {
    if (!ensemble.test().isEmpty()) {
      return Optional.empty();
    }
    return score(
        StudyModel.of(storage, study, winner).orElseThrow().bytes(),
        metrics ->
            storage.attach(
                study.id(), winner.number(), List.of(ensemble.scored(metrics).attachment())));
  }

  /** The same for what the winner became by a refit, which meets the test part in its place. */
  private Optional<String> scoreRefit(WinnerRefit refit, Trial winner) throws InterruptedException {
    if (refit.test().isPresent()) {
      return Optional.empty();
    }
    return score(
        StudyModel.of(storage, study, winner).orElseThrow().bytes(),
        metrics ->
            storage.attach(
                study.id(), winner.number(), List.of(refit.scored(metrics).attachment())));
  }

  /**
   * Has a worker score a model on the test part.
   *
   * @param keep stores the metrics
   * @return why it could not be scored
   */
  private Optional<String> score(byte[] model, Consumer<Map<String, Double>> keep)
      throws InterruptedException {
    try {
      keep.accept(executor.scoreTest(model));
      return Optional.empty();
    } catch (WorkerFailedException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String reason(StudyEnd end) {
    return switch (end.reason()) {
      case TOO_MANY_FAILURES ->
          end.explanation()
              + " For the causes: nightjar trials "
              + study.name()
              + UrlPasswords.hide(command.storageOption());
      default -> end.explanation();
    };
  }
}
