package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A study in a folder of its own, usually of tiny trainings, run by the real command line in
 * processes that can be killed, and a witness of all it ever reported as finished.
 */
final class SoakStudy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "soak";

  /** More trials than a soak runs. */
  static final int NEVER = 1_000_000;

  private static final String EXPECTED =
      "|soak\\.yaml|words\\.tsv|program\\.sh|(run-\\d+|trials)\\.out(\\.err)?"
          + "|runs|runs/nightjar(\\.mv\\.db|\\.outcomes|-backup-\\d+\\.zip)|runs/reports(/.*)?";

  private final Path folder;
  private final Map<Integer, JsonNode> reported = new LinkedHashMap<>();
  private int twice;
  private int outputs;

  /** A study of tiny trainings without an end. */
  SoakStudy(Path folder, int parallelism, RandomGenerator random) throws IOException {
    this(
        folder,
        random,
        """
        parameters:
          model.cell_type: {values: [rnn, lstm, gru]}
          model.hidden_size: {type: int, min: 4, max: 32, log: true}
          training.learning_rate: {type: float, min: 1e-3, max: 1e-1, log: true}
        model: {embedding_size: 8}
        training: {epochs: 5, batch_size: 8}
        budget: {max_trials: %d}
        parallelism: %d
        """
            .formatted(NEVER, parallelism));
  }

  /**
   * A study of trainings.
   *
   * @param definition parameters, budget and what else differs from study to study
   */
  SoakStudy(Path folder, RandomGenerator random, String definition) throws IOException {
    this(
        folder,
        """
        task: {type: classification}
        dataset: {path: words.tsv, format: tsv}
        early_stopping: {patience: 0}
        """
            + definition);
    writeWords(folder.resolve("words.tsv"), random);
  }

  /** Writes words of three languages that are easy to tell apart. */
  static void writeWords(Path file, RandomGenerator random) throws IOException {
    StringBuilder rows = new StringBuilder("label\ttext\n");
    for (int i = 0; i < 120; i++) {
      int label = i % 3;
      rows.append("language-").append(label).append('\t');
      IntStream.range(0, 4 + random.nextInt(4))
          .forEach(letter -> rows.append((char) ('a' + 5 * label + random.nextInt(5))));
      rows.append(i).append('\n');
    }
    Files.writeString(file, rows);
  }

  /**
   * A study of whatever task.
   *
   * @param definition all of the experiment file but version, name and strategy
   */
  SoakStudy(Path folder, String definition) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("soak.yaml"),
        "version: 1\nname: " + NAME + "\nstrategy: {type: random}\n" + definition);
  }

  /** A run of the study in a process of its own. */
  final class Run {
    private final Process process;
    private final Path out;

    private Run(Process process, Path out) {
      this.process = process;
      this.out = out;
    }

    /**
     * Kills the controller as {@code kill -9} does.
     *
     * @return how many workers outlived it by more than ten seconds
     */
    int kill() throws InterruptedException {
      List<ProcessHandle> workers = process.descendants().toList();
      process.toHandle().destroyForcibly();
      process.waitFor();
      witness(out);
      return stillAlive(workers);
    }

    boolean alive() {
      return process.isAlive();
    }

    long pid() {
      return process.pid();
    }

    /** Sends a signal to the controller. */
    void signal(String name) throws IOException, InterruptedException {
      SoakSignal.send(name, process.pid());
    }

    /** The workers that live now. */
    List<ProcessHandle> workers() {
      return process.children().toList();
    }

    /** Waits until it has reported so many trials, or has ended. */
    void awaitReports(long count) throws IOException, InterruptedException {
      while (reports() < count && alive()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }

    /** How many trials it has reported as finished. */
    long reports() throws IOException {
      try (Stream<String> lines = Files.lines(out)) {
        return lines.filter(SoakStudy::isTrial).count();
      }
    }

    /** Waits for its end for a limited time, and kills it then; whether it ended by itself. */
    boolean awaitFor(long seconds) throws InterruptedException {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (ended) {
        witness(out);
      } else {
        kill();
      }
      return ended;
    }

    int exitCode() {
      return process.exitValue();
    }

    int await() throws InterruptedException {
      int exitCode = process.waitFor();
      witness(out);
      return exitCode;
    }

    /** What it printed, standard error after standard output. */
    String printed() throws IOException {
      return Files.readString(out) + Files.readString(errorsOf(out));
    }
  }

  private static boolean isTrial(String line) {
    return line.startsWith("{\"number\"");
  }

  /** How many processes live ten seconds later. */
  static int stillAlive(List<ProcessHandle> processes) throws InterruptedException {
    int alive = 0;
    for (ProcessHandle process : processes) {
      alive += ended(process) ? 0 : 1;
    }
    return alive;
  }

  private static boolean ended(ProcessHandle worker) throws InterruptedException {
    for (int i = 0; i < 100 && worker.isAlive(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return !worker.isAlive();
  }

  private static Path errorsOf(Path out) {
    return out.resolveSibling(out.getFileName() + ".err");
  }

  /** Starts or continues the study. */
  Run run(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "soak.yaml", "--format", "json"));
    arguments.addAll(List.of(options));
    Path out = folder.resolve("run-" + outputs++ + ".out");
    return new Run(start(arguments, out), out);
  }

  private Process start(List<String> arguments, Path out) throws IOException {
    return NightjarProcess.of(List.of("-Djava.io.tmpdir=" + folder), arguments)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(errorsOf(out).toFile())
        .start();
  }

  /** Remembers each trial that a run has reported as finished; a last line may be cut off. */
  private void witness(Path out) {
    try {
      String text = Files.readString(out);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      for (String line : whole.lines().filter(SoakStudy::isTrial).toList()) {
        JsonNode trial = JSON.readTree(line);
        twice += reported.putIfAbsent(trial.get("number").intValue(), trial) == null ? 0 : 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many trials are stored as running; only right while nobody runs them. */
  int running() throws IOException, InterruptedException {
    int running = 0;
    for (JsonNode trial : trials()) {
      running += trial.get("state").asText().equals("running") ? 1 : 0;
    }
    return running;
  }

  int reported() {
    return reported.size();
  }

  int twice() {
    return twice;
  }

  /** The trials as {@code nightjar trials} prints them. */
  JsonNode trials() throws IOException, InterruptedException {
    Path out = folder.resolve("trials.out");
    Process process = start(List.of("trials", NAME, "--format", "json"), out);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(errorsOf(out)));
    }
    return JSON.readTree(out.toFile());
  }

  /** How many trials are not, or not with the same values, among those that were reported. */
  int lost(JsonNode trials) {
    return lost(trials, true);
  }

  /** {@link #lost(JsonNode)}, where a loss is expected. */
  int lostQuietly(JsonNode trials) {
    return lost(trials, false);
  }

  private int lost(JsonNode trials, boolean say) {
    int lost = 0;
    for (Map.Entry<Integer, JsonNode> entry : reported.entrySet()) {
      JsonNode stored = trials.get(entry.getKey());
      JsonNode told = entry.getValue();
      boolean same = stored != null;
      for (String field : List.of("number", "state", "value", "parameters", "seed")) {
        same = same && told.get(field).equals(stored.get(field));
      }
      if (!same) {
        lost++;
        if (!say) {
          continue;
        }
        System.out.println("reported " + told + ", stored " + stored);
      }
    }
    return lost;
  }

  /** The log that is kept of a trial; empty text if there is none. */
  String log(int number) {
    try (Storage storage = JdbcStorage.open("jdbc:h2:file:" + folder.resolve("runs/nightjar"))) {
      long id = storage.find(NAME).orElseThrow().id();
      return storage.attachment(id, number, Attachment.LOG).map(Attachment::asText).orElse("");
    }
  }

  /** What lies in the folder, where temporary files go too, and is neither ours nor a result. */
  List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.matches(EXPECTED))
          .sorted()
          .toList();
    }
  }

  /** How many bytes the results take. */
  long resultBytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** How many processes there are that were started for this study. */
  long processes() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
        .count();
  }
}
