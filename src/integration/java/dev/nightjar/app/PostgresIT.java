package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.postgres.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies on a PostgreSQL server, from outside. */
@Timeout(300)
class PostgresIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "canary-93c1f7a6d2";
  private static final int TRIALS = 12;

  @TempDir private Path folder;

  private void writeStudy() throws IOException {
    Files.writeString(
        folder.resolve("script.sh"),
        """
        echo $NIGHTJAR_TRIAL >> ran
        echo 1 0.$NIGHTJAR_TRIAL
        """);
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: study
        task: {type: command, argv: [sh, script.sh, "{x}"]}
        objective: {metric: value, goal: minimize}
        parameters: {x: {type: float, min: 0.0, max: 1.0}}
        budget: {max_trials: %d}
        parallelism: 2
        """
            .formatted(TRIALS));
  }

  private CommandLineRun.Finished nightjar(
      Map<String, String> environment, String url, String... args) throws Exception {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--storage";
    all[args.length + 1] = url;
    return CommandLineRun.startWith(environment, folder, all).await();
  }

  @Test
  void everyCommandWorksWithAServerAndNoneShowsThePassword() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String name = server.newDatabase();
    server.createUser("ann", PASSWORD);
    server.execute("postgres", "ALTER DATABASE " + name + " OWNER TO ann");
    String url = server.url(name, "ann");
    Map<String, String> password = Map.of("NIGHTJAR_DB_PASSWORD", PASSWORD);
    writeStudy();

    CommandLineRun.Finished early = nightjar(password, url, "list");
    assertThat(early.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(early.err()).contains("no study database at jdbc:postgresql://127.0.0.1:");
    CommandLineRun.Finished run = nightjar(password, url, "run", "study.yaml", "-v");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("runs/reports/study/index.html")).exists();
    for (List<String> command :
        List.of(
            List.of("list", "-v"),
            List.of("show", "study"),
            List.of("best", "study"),
            List.of("importance", "study"),
            List.of("report", "study", "-o", "elsewhere"),
            List.of("run", "study.yaml"))) {
      CommandLineRun.Finished done = nightjar(password, url, command.toArray(String[]::new));
      assertThat(done.exitCode()).as("%s: %s", command, done.err()).isZero();
    }
    CommandLineRun.Finished trials = nightjar(password, url, "trials", "study", "--format", "json");
    JsonNode rows = JSON.readTree(trials.out());
    assertThat(rows).hasSize(TRIALS);
    rows.forEach(row -> assertThat(row.get("state").asText()).isEqualTo("completed"));

    // What it says of this machine besides is not of interest.
    assertThat(nightjar(password, url, "doctor").out())
        .containsPattern("ok +storage +jdbc:postgresql://.* opens, 1 study");

    CommandLineRun.Finished restore = nightjar(password, url, "restore");
    assertThat(restore.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(restore.err()).contains("pg_dump", "point-in-time recovery");

    // The driver's own file, which the password is in, is read instead.
    Path file = folder.resolve("pgpass");
    Files.writeString(file, "*:*:" + name + ":ann:" + PASSWORD + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    CommandLineRun.Finished list =
        nightjar(Map.of("PGPASSFILE", file.toString()), url, "list", "--format", "json");
    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out()).contains("study");
    Files.delete(file);
    CommandLineRun.Finished refused = nightjar(Map.of(), url, "list", "-v");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(refused.err()).contains("user ann", "NIGHTJAR_DB_PASSWORD", ".pgpass");

    assertThat(
            server.query(
                name,
                "SELECT string_agg(study::text, '') || string_agg(p::text, '') FROM study,"
                    + " study_provenance p"))
        .contains("script.sh")
        .doesNotContain(PASSWORD);
    expectNowhere(PASSWORD);
  }

  @Test
  void pagesOfAServersStudiesAreShown() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String url = server.url(server.newDatabase());
    writeStudy();
    assertThat(nightjar(Map.of(), url, "run", "study.yaml", "-q").exitCode()).isZero();
    CommandLineRun serve =
        CommandLineRun.start(folder, "serve", "study", "--port", "0", "--storage", url);
    try {
      serve.awaitOutput("/studies/study/\n");
      URI report = URI.create(serve.outSoFar().strip().replaceAll("(?s).*\n", ""));
      String page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(report).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      assertThat(page).contains("All " + TRIALS + " trials completed");
      serve.interrupt();
      assertThat(serve.await().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      serve.handle().destroyForcibly();
    }
  }

  private void expectNowhere(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret))
            .as("the secret in %s", file)
            .isFalse();
      }
    }
  }

  @Test
  void aServerThatCrashesInTheMiddleCostsNoTrial() throws Exception {
    writeStudy();
    try (PostgresServer server = new PostgresServer()) {
      String name = server.newDatabase();
      String url = server.url(name);
      CommandLineRun run =
          CommandLineRun.startWith(Map.of(), folder, "run", "study.yaml", "--storage", url);
      awaitTrials(server, name, run);
      server.crash();
      server.start();
      CommandLineRun.Finished finished = run.await();
      assertThat(finished.exitCode()).as(finished.err()).isZero();
      assertThat(
              server.query(
                  name, "SELECT COUNT(*) FROM trial WHERE state = 'completed' AND attempt = 1"))
          .isEqualTo(Integer.toString(TRIALS));
    }
    assertThat(Files.readAllLines(folder.resolve("ran")))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, TRIALS).mapToObj(Integer::toString).toList());
  }

  /** Waits until a few trials are stored. */
  private static void awaitTrials(PostgresServer server, String name, CommandLineRun run)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    String some = "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'curve'";
    while (server.query(name, some).equals("0")
        || server.query(name, "SELECT COUNT(*) FROM trial WHERE state = 'completed'").equals("0")) {
      assertThat(run.handle().isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
