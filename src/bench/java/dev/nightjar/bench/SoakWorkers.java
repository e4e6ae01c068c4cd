package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Signals to a worker in the middle of a training, each of which is what a fault does to it. */
enum SoakWorkers {
  KILLED("KILL", "the worker process was killed by SIGKILL \\(often: .*"),
  NATIVE_CRASH("SEGV", "the worker process crashed natively \\(SIGSEGV.*"),
  EXIT("TERM", "the worker process was killed by SIGTERM.*"),
  // One that is hit before it has greeted was never a worker of a trial.
  HANG("STOP", "exceeded max_trial_duration of 4s|the worker process was not ready within .*");

  private static final int LONGEST_MILLIS = 300;

  private final String signal;
  private final String cause;

  SoakWorkers(String signal, String cause) {
    this.signal = signal;
    this.cause = cause;
  }

  SoakRow inject(Path folder, int times, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study =
        new SoakStudy(
            folder,
            random,
            """
            parameters:
              model.hidden_size: {type: int, min: 16, max: 64}
              training.learning_rate: {type: float, min: 1e-3, max: 1e-1, log: true}
            training: {epochs: 40, batch_size: 4}
            budget: {max_trials: %d, max_trial_duration: 4s, max_consecutive_failures: 1000}
            parallelism: 1
            """
                .formatted(SoakStudy.NEVER));
    SoakStudy.Run run = study.run();
    int injected = 0;
    // After a report the worker is loaded and the next trial runs, or is about to.
    for (int i = 0; i < times && run.alive(); i++) {
      run.awaitReports(run.reports() + 1);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      List<ProcessHandle> workers = run.workers();
      if (workers.size() == 1) {
        SoakSignal.send(signal, workers.get(0).pid());
        injected++;
      }
      // The next report may be of the trial hit; the one after it is of a new worker.
      run.awaitReports(run.reports() + 1);
    }
    run.signal("TERM");
    run.await();
    int begun = study.trials().size();
    int exitCode = study.run("--max-trials", Integer.toString(begun + 3)).await();
    JsonNode trials = study.trials();
    int right = 0;
    int other = 0;
    int logs = 0;
    for (JsonNode trial : trials) {
      if (trial.get("state").asText().equals("completed")) {
        continue;
      }
      boolean asItShould = trial.path("cause").asText().matches(cause);
      right += asItShould ? 1 : 0;
      other += asItShould ? 0 : 1;
      logs += study.log(trial.get("number").asInt()).isEmpty() ? 0 : 1;
      if (!asItShould) {
        System.out.println("  " + trial);
      }
    }
    return new SoakRow(
        "worker: "
            + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
            + " (SIG"
            + signal
            + ")",
        injected,
        study.lost(trials) + begun + 3 - trials.size(),
        study.twice(),
        "%d trials failed with the right cause (%d with a log), %d with another, %d signals came between trials and cost none; of %d trials the rest completed; exit code %d, %d processes and %s left"
            .formatted(
                right,
                logs,
                other,
                injected - right - other,
                trials.size(),
                exitCode,
                study.processes(),
                study.leftovers()));
  }
}
