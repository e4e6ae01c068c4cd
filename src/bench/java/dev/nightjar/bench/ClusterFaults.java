package dev.nightjar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What befalls a study that five processes share. */
final class ClusterFaults {
  private static final int LONG_SECONDS = 120;
  private static final int DOWN_SECONDS = 5;

  private ClusterFaults() {}

  /**
   * Of four workers two are killed and one is frozen past its lease, and the server crashes, all in
   * the middle of the study.
   */
  static SoakRow workers(Path folder, int trials, long seed) throws Exception {
    try (ClusterStudy study = new ClusterStudy(folder, trials, seed, Map.of())) {
      final ClusterProcess run = study.run("run");
      final ClusterProcess doomed = study.worker("doomed");
      final ClusterProcess frozen = study.worker("frozen");
      final ClusterProcess late = study.worker("late");
      final ClusterProcess steady = study.worker("steady");

      study.awaitFinished(trials / 10);
      kill(study, doomed);
      study.awaitFinished(trials / 5);
      freeze(study, frozen);
      study.awaitFinished(trials / 2);
      study.server().crash();
      study.timeline().note("the PostgreSQL server crashes");
      TimeUnit.SECONDS.sleep(DOWN_SECONDS);
      study.server().start();
      study.timeline().note("the PostgreSQL server is started again");
      study.awaitFinished(trials * 7 / 10);
      kill(study, late);

      List<ClusterProcess> living = List.of(run, frozen, steady);
      study.awaitEnd(living);
      return study.row(
          "two workers kill -9, one SIGSTOP past its lease, one crash of the server",
          4,
          exitCodes(living));
    }
  }

  /** Whoever runs the study is killed, and the one that follows frozen past the study's lease. */
  static SoakRow runners(Path folder, int trials, long seed) throws Exception {
    try (ClusterStudy study = new ClusterStudy(folder, trials, seed, Map.of())) {
      final ClusterProcess run = study.run("run");
      List<ClusterProcess> workers = new ArrayList<>();
      for (String name : List.of("one", "two", "three")) {
        workers.add(study.worker(name));
      }
      study.awaitFinished(trials / 5);
      kill(study, run);
      ClusterProcess second = runner(study, workers);
      study.awaitFinished(trials * 2 / 5);
      second.signal("STOP");
      study.timeline().note(second.name() + ", which runs the study, is stopped (SIGSTOP)");
      List<ClusterProcess> others = workers.stream().filter(w -> w != second).toList();
      runner(study, others);
      second.signal("CONT");
      study.timeline().note(second.name() + " goes on (SIGCONT)");
      second.awaitPrinted("does not run the study any more", LONG_SECONDS);
      study.awaitEnd(workers);
      ClusterProcess again = study.run("again");
      study.awaitEnd(List.of(again));
      return study.row(
          "whoever runs the study: kill -9, then SIGSTOP past its lease",
          2,
          study.said("does not run the study any more")
              + " stepped back; "
              + exitCodes(workers)
              + ", of `run` again "
              + again.exitCode());
    }
  }

  /** A worker on another host, whose network is cut past its lease and joined again. */
  static SoakRow network(Path folder, int trials, long seed) throws Exception {
    String fault = "a worker's network cut past its lease (namespace as a host)";
    try (ClusterNetwork network = ClusterNetwork.open()) {
      if (network.refusal().isPresent()) {
        return new SoakRow(fault, 0, 0, 0, "not injected: " + network.refusal().get());
      }
      Map<String, String> settings = Map.of("listen_addresses", "localhost," + ClusterNetwork.HERE);
      try (ClusterStudy study = new ClusterStudy(folder, trials, seed, settings)) {
        study.server().admit(ClusterNetwork.RANGE);
        final ClusterProcess run = study.run("run");
        final ClusterProcess here = study.worker("here");
        final ClusterProcess there = study.worker("there", network.prefix(), ClusterNetwork.HERE);
        study.awaitFinished(trials / 5);
        study.silence(
            there,
            "is cut off (link down)",
            network::cut,
            "is joined again (link up)",
            network::join);
        List<ClusterProcess> living = List.of(run, here, there);
        study.awaitEnd(living);
        return study.row(fault, 1, exitCodes(living));
      }
    }
  }

  private static void kill(ClusterStudy study, ClusterProcess process) throws Exception {
    int number = study.awaitRunning(process).number();
    process.kill();
    study
        .timeline()
        .note(
            process.name()
                + " is killed (kill -9), just after trial "
                + number
                + " was seen on it");
  }

  private static void freeze(ClusterStudy study, ClusterProcess process) throws Exception {
    study.silence(
        process,
        "is stopped (SIGSTOP)",
        () -> process.signal("STOP"),
        "goes on (SIGCONT)",
        () -> process.signal("CONT"));
  }

  /** Which of these runs the study now, having been told so last. */
  private static ClusterProcess runner(ClusterStudy study, List<ClusterProcess> candidates)
      throws Exception {
    return study.await(
        "another process that runs the study",
        () -> {
          study.look();
          for (ClusterProcess candidate : candidates) {
            if (candidate.printed("runs the study (")) {
              return Optional.of(candidate);
            }
          }
          return Optional.empty();
        });
  }

  private static String exitCodes(List<ClusterProcess> processes) {
    return "exit codes "
        + processes.stream().map(ClusterProcess::exitCode).distinct().sorted().toList();
  }
}
