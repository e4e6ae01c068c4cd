package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.util.Optional;

/**
 * The conversation about one trial: passes epochs to the runner and its decisions to the worker,
 * and makes an evaluation of how it ends.
 */
final class TrialRun {

  private final WorkerFleet fleet;
  private final WorkerProcess worker;
  private final String workerName;
  private final TrialSpec spec;
  private final TrialEvents events;
  private boolean started;
  private int lastEpoch;

  TrialRun(
      WorkerFleet fleet,
      WorkerProcess worker,
      String workerName,
      TrialSpec spec,
      TrialEvents events) {
    this.fleet = fleet;
    this.worker = worker;
    this.workerName = workerName;
    this.spec = spec;
    this.events = events;
  }

  /**
   * Runs the trial to its end.
   *
   * @return empty if the worker was lost before the trial began, so that it is not to blame
   */
  Optional<Evaluation> evaluate(Watchdog.Watch watch) throws InterruptedException {
    try {
      worker.send(
          Frame.of(new Message.Run(spec.number(), spec.configuration().values(), spec.seed())));
      return Optional.of(converse());
    } catch (IOException e) {
      if (!started && !watch.struck() && !(e instanceof ProtocolException)) {
        worker.kill();
        return Optional.empty();
      }
      WorkerFailedException lost =
          fleet.lost(
              worker,
              e,
              watch,
              lastEpoch > 0 ? " after epoch " + lastEpoch : " before its first epoch ended",
              "exceeded max_trial_duration of " + watch.limitInWords());
      return Optional.of(new Evaluation.Failed(lost.getMessage(), Logs.attachments(lost.log())));
    }
  }

  private Evaluation converse() throws IOException, InterruptedException {
    while (true) {
      Frame frame = worker.receive();
      Message message = frame.message();
      if (message instanceof Message.Started) {
        started = true;
        events.began(spec, workerName);
      } else if (message instanceof Message.Epoch epoch) {
        Decision decision = events.epoch(spec, epoch.toReport(), workerName);
        lastEpoch = epoch.epoch();
        worker.send(Frame.of(Message.Decided.of(decision)));
      } else if (message instanceof Message.Finished finished) {
        return new Evaluation.Finished(
            finished.toResult(frame.blobs()), Logs.attachments(worker.takeLog()));
      } else if (message instanceof Message.Failed failed) {
        String log = worker.takeLog();
        if (failed.spent()) {
          worker.kill();
        }
        return new Evaluation.Failed(
            failed.cause(), Logs.attachments(Logs.join(log, failed.trace())));
      } else {
        throw new ProtocolException("nobody asked for " + message);
      }
    }
  }
}
