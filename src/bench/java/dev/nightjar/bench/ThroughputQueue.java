package dev.nightjar.bench;

import dev.nightjar.experiments.cluster.Assignments;
import dev.nightjar.experiments.cluster.Claim;
import dev.nightjar.experiments.cluster.Claims;
import dev.nightjar.experiments.cluster.Host;
import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What each call to the queue costs on PostgreSQL while so many trials run. */
final class ThroughputQueue {
  private static final int TIMES = 30;
  private static final int RENEWING = 4;
  private static final Duration HOUR = Duration.ofHours(1);

  private ThroughputQueue() {}

  static Map<String, Object> measure(PostgresServer server, int running) throws Exception {
    String database = server.newDatabase();
    try (JdbcStorage storage = JdbcStorage.open(server.url(database))) {
      Study study = storage.create(ThroughputSpace.definition("queue"));
      StudyLease lease =
          storage.acquire(study.id(), ProcessIdentity.current(), HOUR, ProcessIdentity::state);
      fill(server, database, study.id(), running);
      Assignments assignments = storage.assignments(study.id());
      Claims claims = storage.claims(study.id());
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("measured", "the queue");
      result.put("running", running);
      result.put("look_ms", median(time -> assignments.state()));
      List<TrialSpec> more =
          IntStream.range(running, running + TIMES).mapToObj(ThroughputSpace::spec).toList();
      result.put("start_ms", median(time -> storage.start(lease, more.get(time))));
      result.put("put_ms", median(time -> assignments.put(lease, more.get(time))));
      Host host = new Host("id", "host", 1);
      result.put("claim_ms", median(time -> require(claims.claim(host, "token-" + time, HOUR))));
      result.put("claim_nothing_ms", median(time -> claims.claim(host, "none-" + time, HOUR)));
      result.put("renewals_per_second", renewals(claims, running));
      return result;
    }
  }

  /** Trials that run, as starting and claiming them one by one would have left them. */
  private static void fill(PostgresServer server, String database, long study, int running) {
    String numbers = " FROM generate_series(0, " + (running - 1) + ") n";
    server.execute(
        database,
        "INSERT INTO trial (study_id, number, attempt, role, origin, state, seed, parameters,"
            + " created, started, duration, lease_holder, lease_token, worker) SELECT "
            + study
            + ", n, 1, 'search', 'random', 'running', n, '{\"dropout\":0.25}', now(), now(), 0,"
            + " 'runner', 1, 'host/worker-1'"
            + numbers,
        "INSERT INTO assignment (study_id, number, attempt, state, host, claim, claim_end, worker,"
            + " last_epoch) SELECT "
            + study
            + ", n, 1, 'claimed', 'host', 'claim-' || n, now() + INTERVAL '1 hour',"
            + " 'host/worker-1', 1"
            + numbers,
        "ANALYZE");
  }

  private interface Call {
    void run(int time);
  }

  private static double median(Call call) {
    double[] millis = new double[TIMES];
    for (int time = 0; time < TIMES; time++) {
      long begun = System.nanoTime();
      call.run(time);
      millis[time] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return millis[TIMES / 2];
  }

  private static void require(Optional<?> answer) {
    if (answer.isEmpty()) {
      throw new IllegalStateException("the queue refused what it should have taken");
    }
  }

  /** Signs of life of all trials that run, over the connections of one process. */
  private static double renewals(Claims claims, int running) throws Exception {
    int each = 1_000 / RENEWING;
    ExecutorService threads = Executors.newFixedThreadPool(RENEWING);
    try {
      long begun = System.nanoTime();
      List<Future<?>> renewing = new ArrayList<>();
      for (int thread = 0; thread < RENEWING; thread++) {
        int first = thread * each;
        renewing.add(
            threads.submit(
                () -> {
                  for (int i = first; i < first + each; i++) {
                    int number = i % running;
                    Claim claim = new Claim(ThroughputSpace.spec(number), "claim-" + number);
                    require(claims.renew(claim, HOUR));
                  }
                }));
      }
      for (Future<?> one : renewing) {
        one.get();
      }
      return RENEWING * each / ((System.nanoTime() - begun) / 1e9);
    } finally {
      threads.shutdown();
    }
  }
}
