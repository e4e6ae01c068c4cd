package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A search in a JVM of its own, for tests that kill it: stores trial after trial and says so on its
 * standard output, until its standard input ends.
 */
final class StorageChild implements AutoCloseable {

  static final int EPOCHS = 3;
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Process process;
  private final BufferedReader output;

  /** Makes the child open the storage and end. */
  static final String OPEN_ONLY = "open-only";

  /** Starts a child that runs the study of this name. */
  StorageChild(String url, String study) throws IOException {
    this(url, study, "run");
  }

  /** Starts a child that does what a word says. */
  StorageChild(String url, String study, String what) throws IOException {
    this(List.of(), url, study, what);
  }

  /** Starts a child whose files may not grow beyond so many KiB. */
  static StorageChild withFileLimit(String url, String study, long kibibytes) throws IOException {
    // In blocks of 512 bytes, as POSIX has it; a shell that counts in KiB allows twice as much.
    String limit = "ulimit -f " + 2 * kibibytes + ";";
    return new StorageChild(List.of("sh", "-c", limit + " exec \"$@\"", "sh"), url, study, "run");
  }

  private StorageChild(List<String> before, String url, String study, String what)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            classPath,
            StorageChild.class.getName(),
            url,
            study,
            what));
    process =
        new ProcessBuilder(command)
            .redirectError(new File("target/storage-child-" + study + ".log").getAbsoluteFile())
            .start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The next line the child prints; null when it has ended. */
  String line() throws IOException {
    return output.readLine();
  }

  /** Reads lines until one begins so, and returns it. */
  String await(String beginning) throws IOException {
    for (String line = line(); line != null; line = line()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IllegalStateException(
        "the child ended without \"" + beginning + "\"; see target/storage-child-*.log");
  }

  /** Ends it as kill -9 does; what it printed before can still be read. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Lets it end in good order. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    while (line() != null) {
      continue;
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static StudyDefinition definition(String name) {
    return StudyDefinition.inCode(
        name,
        SearchSpace.of(FloatParameter.linear("x", 0, 1e9)),
        List.of(Criterion.minimize("loss")),
        1);
  }

  static TrialSpec spec(int number) {
    return new TrialSpec(
        number,
        1,
        TrialRole.SEARCH,
        "test",
        new Configuration(Map.of("x", (double) number)),
        number);
  }

  /** Stores a whole trial. */
  static void store(Storage storage, StudyLease lease, TrialSpec spec) {
    storage.start(lease, spec);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      storage.report(
          lease, spec, new EpochReport(epoch, Map.of("loss", spec.number() + 1.0), 0.1), "child");
    }
    storage.finish(
        lease,
        spec,
        new Outcome.Completed(List.of((double) spec.number()), Map.of(), OptionalInt.of(1)),
        Duration.ofSeconds(1),
        "child",
        List.of(Attachment.text(Attachment.LOG, "log of " + spec.number())));
  }

  /** The child's own program. */
  public static void main(String[] args) {
    AtomicBoolean inputEnded = watchInput();
    if (args[2].equals(OPEN_ONLY)) {
      say("opening");
      JdbcStorage.open(args[0]).close();
      say("opened");
      return;
    }
    String holder = "process " + ProcessHandle.current().pid();
    try (Storage storage = JdbcStorage.open(args[0])) {
      Study study = storage.find(args[1]).orElseGet(() -> storage.create(definition(args[1])));
      StudyLease lease;
      try {
        lease = storage.acquire(study.id(), holder, LEASE, StorageChild::dead);
      } catch (StudyHeldException e) {
        say("held by " + e.holder());
        return;
      }
      say("holder " + holder);
      int next = 0;
      for (Trial trial : storage.trials(study.id())) {
        if (trial.outcome().isEmpty()) {
          store(storage, lease, trial.spec().nextAttempt());
          say("finished " + trial.number());
        }
        next = trial.number() + 1;
      }
      while (!inputEnded.get()) {
        store(storage, lease, spec(next));
        say("finished " + next);
        next++;
      }
      storage.release(lease);
    } catch (StorageException e) {
      say("failed " + e.getMessage());
      return;
    }
    say("ended");
  }

  private static boolean dead(String holder) {
    return ProcessHandle.of(Long.parseLong(holder.replaceAll("\\D", "")))
        .map(p -> !p.isAlive())
        .orElse(true);
  }

  /** Tells when standard input ends. */
  private static AtomicBoolean watchInput() {
    AtomicBoolean ended = new AtomicBoolean();
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  continue;
                }
              } catch (IOException e) {
                say("standard input broke: " + e);
              }
              ended.set(true);
            },
            "input");
    watcher.setDaemon(true);
    watcher.start();
    return ended;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
